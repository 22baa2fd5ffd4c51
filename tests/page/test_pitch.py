"""Step 5 as a person fills it in."""

from streamlit.testing.v1 import AppTest

from data import Store, keys
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from exercises.pitch.answer import Pitch
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
    candidates=(Candidate(name="Asha", scores={"active_listening": 5, "availability": 2}),)
)


def test_each_save_shows_in_the_preview_and_is_counted(visit: Visit, store: Store) -> None:
    app, key = opened(visit, store)
    assert store.answers.own(key, "pitch") is None, "looking changes nothing"
    write(app, "Who I am", "I build data pipelines")
    write(app, "The ask", "Could we talk for 20 minutes?")
    said = "Hello. I build data pipelines. Could we talk for 20 minutes? Thank you."
    assert said in shown(app)
    answer = kept(store, key)
    assert (answer.parts, answer.words) == (("who", "ask"), 10)
    assert any("Words: 10. Out loud: about 5 s." in m.value for m in app.markdown)
    assert any("Still to write: My why, Why you" in m.value for m in app.markdown)


def test_the_three_forms_stand_beside_each_other(visit: Visit, store: Store) -> None:
    app, _ = opened(visit, store)
    write(app, "The ask", "Could we talk for 20 minutes?")
    (forms,) = [g for g in app.button_group if g.label == "Show it as"]
    forms.set_value("mail").run()
    assert "Subject: A question for you" in shown(app)
    assert "Hello,\n\nCould we talk for 20 minutes?\n\nThank you" in shown(app)


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
    assert "You could start with: What drew me to you: active listening." in shown(app)
    assert kept(store, key) == Pitch()
    press(app, "Start “Name” with this")
    press(app, "Start “Why you” with this")
    answer = kept(store, key)
    assert answer.mentor == "Asha"
    assert answer.why_you == "What drew me to you: active listening."
    field = next(f for f in app.text_area if f.label == "Why you")
    assert field.value == answer.why_you
    assert not any("Why you" in label for label in labels(app)), "it is offered once"


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
