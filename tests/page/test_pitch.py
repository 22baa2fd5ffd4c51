"""Step 5 as a person fills it in."""

from streamlit.testing.v1 import AppTest

from data import Store, keys
from exercises.goals.answer import Goal, Goals
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from exercises.pitch.answer import PARTS, Pitch
from tests.page.conftest import Visit


def opened(
    visit: Visit, store: Store, earlier: MentorCriteria | None = None
) -> tuple[AppTest, str]:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    if earlier:
        store.answers.save(key, cohort.code, "mentor_criteria", earlier)
    return visit("attendee/pitch.py", workshop_attendee=f"{cohort.code}.{key}"), key


def kept(store: Store, key: str) -> Pitch:
    own = store.answers.own(key, "pitch")
    return Pitch.model_validate_json(own.json) if own else Pitch()


def write(app: AppTest, part: str, text: str) -> None:
    next(f for f in app.text_area if f.label == part).set_value(text).run()


def shown(app: AppTest) -> str:
    return "\n".join(text.value for text in app.text)


def press(app: AppTest, label: str) -> None:
    next(b for b in app.button if b.label == label).click().run()


def labels(app: AppTest) -> set[str]:
    return {button.label for button in app.button}


SCORED = MentorCriteria(
    candidates=(
        Candidate(id="0000000b", name="Bo", scores={"communication": 1}),
        Candidate(id="0000000a", name="Asha", scores={"active_listening": 5, "availability": 2}),
    ),
    ranking=("active_listening", "communication"),
)


def test_each_save_shows_in_the_preview_and_is_counted(visit: Visit, store: Store) -> None:
    app, key = opened(visit, store)
    assert store.answers.own(key, "pitch") is None, "looking changes nothing"
    write(app, "Who I am", "I build data pipelines")
    write(app, "The ask", "Could we talk for 20 minutes?")
    said = "Hello! I build data pipelines. Could we talk for 20 minutes? Thank you."
    assert said in shown(app)
    answer = kept(store, key)
    assert (answer.parts, answer.words) == (("who", "ask"), 10)
    assert any("Words: 10. Out loud: about 5 seconds." in m.value for m in app.markdown)
    assert "Still to write: My why, Why you" in shown(app)


def test_a_message_says_what_it_leaves_out_and_nothing_about_an_email(
    visit: Visit, store: Store
) -> None:
    app, _ = opened(visit, store)
    write(app, "My commitment", "I'll bring two real decisions.")
    write(app, "The ask", "Could we talk for 20 minutes?")
    told = "Left out here, to keep it short: My commitment."
    (forms,) = [g for g in app.button_group if g.label == "Show it as"]
    forms.set_value("mail").run()
    assert "As an email" in shown(app)
    assert told not in [caption.value for caption in app.caption]
    forms.set_value("message").run()
    assert "As an email" not in shown(app)
    assert told in [caption.value for caption in app.caption]


def test_the_three_forms_stand_beside_each_other(visit: Visit, store: Store) -> None:
    app, _ = opened(visit, store)
    write(app, "The ask", "Could we talk for 20 minutes?")
    (forms,) = [g for g in app.button_group if g.label == "Show it as"]
    forms.set_value("mail").run()
    assert "Subject: A question for you" in shown(app)
    assert "Hello [their first name],\n\nCould we talk for 20 minutes?\n\nThank you" in shown(app)
    assert "[your first name]" in shown(app)
    next(f for f in app.text_input if f.label == "Your first name, to sign with").set_value(
        "Priya"
    ).run()
    assert shown(app).count("Thank you for reading this.\n\nPriya") == 1
    assert "[your first name]" not in shown(app)


def test_who_sends_no_form_at_all_as_no_browser_does_sees_the_first(
    visit: Visit, store: Store
) -> None:
    app, _ = opened(visit, store)
    write(app, "The ask", "Could we talk for 20 minutes?")
    before = shown(app)
    (forms,) = [g for g in app.button_group if g.label == "Show it as"]
    forms.set_value(None).run()
    assert not app.exception
    assert shown(app) == before


def test_what_earlier_steps_know_is_offered_and_joins_only_when_asked(
    visit: Visit, store: Store
) -> None:
    app, key = opened(visit, store, SCORED)
    assert {"Asha", "Bo"} <= labels(app)
    assert kept(store, key) == Pitch()
    press(app, "Asha")
    write(app, "The ask", "Could we talk for 20 minutes?")
    assert "how closely you listen: [a moment when you saw it]." in shown(app)
    press(app, "Start “Why you” with this")
    answer = kept(store, key)
    assert answer.mentor == "Asha"
    assert answer.why_you.startswith("I'm asking you because of how closely you listen")
    field = next(f for f in app.text_area if f.label == "Why you")
    assert field.value == answer.why_you
    assert not any("Why you" in label for label in labels(app)), "it is offered once"


def test_one_tap_starts_all_parts_and_what_has_gaps_says_that_it_is_unfinished(
    visit: Visit, store: Store
) -> None:
    app, key = opened(visit, store, SCORED)
    press(app, "Start with sentences to fill in")
    answer = kept(store, key)
    assert all(answer.text(part) for part in PARTS)
    assert answer.parts == (), "and none of them counts as there"
    assert [f.value for f in app.text_area] == [answer.text(part) for part in PARTS]
    assert "Start with sentences to fill in" not in labels(app)
    assert any("Not ready to send yet" in warning.value for warning in app.warning)
    assert answer.mentor == "Asha", "whom the sentences are for"
    assert "Fill in the gaps: [your role], [what you're good at]" in shown(app)
    assert not any("good length" in text.value for text in app.text)


def test_a_goal_that_reads_wrong_in_a_sentence_stands_beside_its_gap_until_that_is_filled(
    visit: Visit, store: Store
) -> None:
    app, key = opened(visit, store, SCORED)
    cohort = store.cohorts.of_attendee(key)
    assert cohort
    goal = Goal(id="00000001", sentence="לנהל צוות. אחר כך מחלקה", guidance="Where to begin")
    store.answers.save(key, cohort.code, "goals", Goals(goals=(goal,)))
    app = visit("attendee/pitch.py", workshop_attendee=f"{cohort.code}.{key}")
    press(app, "Start with sentences to fill in")
    assert kept(store, key).why.startswith("I want to [do what, by when].")
    assert goal.sentence in shown(app)
    write(app, "My why", "I want to lead a team.")
    assert goal.sentence not in shown(app)


def test_a_goal_changed_later_is_offered_by_its_sentence_and_what_was_filled_in_stays(
    visit: Visit, store: Store
) -> None:
    app, key = opened(visit, store)
    cohort = store.cohorts.of_attendee(key)
    assert cohort
    cookie = {"workshop_attendee": f"{cohort.code}.{key}"}
    goal = Goal(id="00000001", sentence="Lead a design review")
    store.answers.save(key, cohort.code, "goals", Goals(goals=(goal,)))
    app = visit("attendee/pitch.py", **cookie)
    press(app, "Start with sentences to fill in")
    filled = kept(store, key).why.replace("[what you want to learn from them]", "calm rooms")
    write(app, "My why", filled)
    changed = goal.model_copy(update={"sentence": "Lead two design reviews"})
    store.answers.save(key, cohort.code, "goals", Goals(goals=(changed,)))
    app = visit("attendee/pitch.py", **cookie)
    assert kept(store, key).why == filled, "nothing is overwritten"
    assert "New since you wrote this: I want to lead two design reviews." in shown(app)
    press(app, "Add this to “My why”")
    assert kept(store, key).why == filled.replace("a design review", "two design reviews")


def test_a_changed_step_is_offered_again_and_never_overwrites_what_was_typed(
    visit: Visit, store: Store
) -> None:
    app, key = opened(visit, store)
    write(app, "The ask", "My own ask.")
    (kind,) = [g for g in app.button_group if g.label == "What are you asking for?"]
    kind.set_value("introduction").run()
    app.run()
    assert kept(store, key).ask == "My own ask."
    press(app, "Add this to “The ask”")
    brought = kept(store, key).ask
    assert brought.startswith("My own ask. Could you introduce me")
    kind = next(g for g in app.button_group if g.label == "What are you asking for?")
    kind.set_value("feedback").run()
    press(app, "Leave “The ask” unchanged")
    assert kept(store, key).ask == brought
    assert not any("“The ask”" in label for label in labels(app))


def test_a_part_that_is_too_long_is_refused_and_the_rest_is_kept(
    visit: Visit, store: Store
) -> None:
    app, key = opened(visit, store)
    write(app, "Who I am", "x" * 401)
    write(app, "My why", "To learn")
    assert kept(store, key).parts == ("why",)
    assert any("400 characters" in error.value for error in app.error)
