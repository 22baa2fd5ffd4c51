"""Leading a room: every button is a cue in the store, and attendees see its effect."""

import json
import sys
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from data import Store, keys
from data.answers import ImportedAnswer
from data.cohorts import Cohort
from data.cues import Cue, ExerciseCue
from data.store import utc_now
from exercises import AGENDA, Exercise, formats
from exercises.goals.answer import Goals
from exercises.mentor_criteria.answer import MentorCriteria
from exercises.roles.answer import RIGHT, Roles
from pages.facilitator.parts import walk
from pages.results import votes
from pages.shared.step import frame
from tests.page.conftest import Visit

ANSWER = Roles(roles={**RIGHT, "two_offers": "mentor"})
THE_SAME = "Vote the same again"
CHANGED = Roles(roles=dict(RIGHT))


@pytest.fixture
def room(store: Store) -> tuple[Cohort, str, list[str]]:
    """A room of four, its facilitator's key, and the attendees' keys."""
    cohort, facilitator = store.cohorts.create("Spring", 3)
    people = [keys.mint_key() for _ in range(4)]
    for key in people:
        store.cohorts.join(key, cohort.code)
        store.answers.save(key, cohort.code, "roles", ANSWER)
    return cohort, facilitator, people


def press(app: Any, label: str) -> None:
    button = next(b for b in app.button if b.label == label)
    button.click().run()
    assert not app.exception


def lead(visit: Visit, cohort: Cohort, key: str) -> Any:
    return visit("facilitator/cohort.py", workshop_facilitator=f"{cohort.code}.{key}")


def results(visit: Visit, cohort: Cohort, key: str) -> Any:
    return visit("facilitator/dashboard.py", workshop_facilitator=f"{cohort.code}.{key}")


def attend(visit: Visit, cohort: Cohort, key: str, slug: str = "roles") -> Any:
    app = visit(f"attendee/{slug}.py", workshop_attendee=f"{cohort.code}.{key}")
    app.session_state[frame.MAY_GO] = sys.maxsize  # nobody types here
    return app


def told(app: Any) -> str:
    shown = (*app.info, *app.caption, *app.markdown, *app.success, *app.subheader)
    return "\n".join(str(element.value) for element in shown)


def next_label(app: Any) -> str:
    (label,) = [b.label for b in app.button if b.key.startswith("next-")]
    return str(label)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A facilitator who waits two seconds between presses."""
    monkeypatch.setattr(walk, "PAUSE", timedelta())


@pytest.mark.usefixtures("patient")
def test_the_next_button_alone_leads_through_a_quiz_and_a_second_screen_agrees(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    app = lead(visit, cohort, key)
    for label, follows in (
        ("Bring everyone here: Coach, mentor or sponsor?", (False, False, False, False)),
        ("Close voting and show results", (True, True, False, False)),
        ("Vote again: start a second vote for everyone", (False, False, True, False)),
        ("Show both votes", (True, True, True, False)),
        ("Show the answers", (True, True, True, True)),
    ):
        if label == "Show both votes":
            assert next_label(app) == "Close voting and show results", "nobody has voted again yet"
            for person in people:
                store.answers.save(person, cohort.code, "roles", CHANGED)
            app.run()
        assert next_label(app) == label
        press(app, label)
        now = store.rooms.state(cohort.code)
        step = now.of("roles")
        assert now.here == "roles"
        found = (step.locked, step.shown, step.second is not None, step.answers_shown)
        assert found == follows, label
        assert next_label(lead(visit, cohort, key)) == next_label(app)
    assert next_label(app) == f"Next: {AGENDA[1].content().title}"


def test_a_double_press_does_one_thing(
    visit: Visit,
    store: Store,
    room: tuple[Cohort, str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(walk, "PAUSE", timedelta(minutes=5))  # a busy machine takes its time
    cohort, key, _ = room
    app = lead(visit, cohort, key)
    press(app, next_label(app))
    press(app, "Close voting and show results")
    assert not store.rooms.state(cohort.code).of("roles").shown, "too soon after the other"


@pytest.mark.usefixtures("patient")
def test_closing_with_too_few_answers_offers_to_reopen_voting(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    _, _, people = room
    cohort, key = store.cohorts.create("Few", 3)
    for _ in people[:2]:
        other = keys.mint_key()
        store.cohorts.join(other, cohort.code)
        store.answers.save(other, cohort.code, "roles", ANSWER)
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "roles", cue)
    app = lead(visit, cohort, key)
    assert "voting closed with too few answers" in told(app)
    assert "It takes 3 answers to show results. Move on, or reopen voting." in told(app)
    assert "so far" not in told(app), "nobody is answering any more"
    guide = AGENDA[0].content().guide
    assert guide
    assert told(app).index(guide.few) < told(app).index(guide.say), "what to do now comes first"
    assert guide.listen not in told(app), "there are no results to talk about"
    assert next_label(app) == "Show the answers", "there are no results to vote on again"
    press(app, "Reopen voting")
    step = store.rooms.state(cohort.code).of("roles")
    assert (step.locked, step.shown) == (False, False)
    assert next_label(app) == "Close voting and show results"
    press(app, "Undo: reopened voting")
    assert store.rooms.state(cohort.code).of("roles").shown


@pytest.mark.parametrize("cue", ["lock", "reveal"])
def test_closing_with_too_few_answers_is_said_on_phones_too(
    visit: Visit, store: Store, cue: ExerciseCue
) -> None:
    cohort, _ = store.cohorts.create("Few", 3)
    answered, silent = keys.mint_key(), keys.mint_key()
    for person in (answered, silent):
        store.cohorts.join(person, cohort.code)
    store.answers.save(answered, cohort.code, "goals", Goals())
    store.rooms.cue(cohort.code, "goals", "here")
    assert "Answer first, then you can compare." in told(attend(visit, cohort, silent, "goals"))
    store.rooms.cue(cohort.code, "goals", cue)
    for person in (answered, silent):
        phone = told(attend(visit, cohort, person, "goals"))
        assert "Voting is closed. Too few people answered to show results." in phone
        for misleading in ("then you can compare", "so far", "Results appear", "when it's time"):
            assert misleading not in phone, person


def test_who_is_too_late_reads_that_voting_is_closed_before_answering(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, _, _ = room
    late = keys.mint_key()
    store.cohorts.join(late, cohort.code)
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "roles", cue)
    phone = told(attend(visit, cohort, late))
    assert phone.count("Voting is closed. Answer to compare.") == 2, "at the top, and below"
    store.answers.save(late, cohort.code, "roles", ANSWER)
    assert "4 answers" in told(attend(visit, cohort, late))


@pytest.mark.usefixtures("patient")
def test_a_second_vote_can_be_left_out(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "roles", cue)
    app = lead(visit, cohort, key)
    assert [b.label for b in app.button].count("Show the answers") == 0, "not offered twice"
    press(app, "Skip the second vote: show the answers")
    step = store.rooms.state(cohort.code).of("roles")
    assert (step.second, step.answers_shown) == (None, True)
    assert next_label(app) == f"Next: {AGENDA[1].content().title}"
    press(app, "Undo: showed the answers")
    assert not store.rooms.state(cohort.code).of("roles").answers_shown


def test_looking_at_another_step_says_what_screens_show_and_which_buttons_act_on_which(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "roles", cue)
    app = lead(visit, cohort, key)
    here, there = (of.content().title for of in AGENDA[:2])
    assert "You're looking at" not in told(app)
    app.radio[0].set_value("goals").run()
    said = f"You're looking at **{there}**. The screens stay on **{here}**,"
    assert said in told(app)
    assert [(m.label, m.value) for m in app.metric] == [("In the results", "4")], "of what's shown"
    buttons = {b.key for b in app.button}
    assert {"press-hide-roles-", "press-open-roles-"} <= buttons, "under More"
    assert {"press-here-goals-", "press-lock-goals-"} <= buttons, f"under More for “{there}”"
    assert not {"press-here-roles-", "press-lock-roles-", "press-hide-goals-"} & buttons
    press(app, f"Bring everyone here: {there}")
    assert "You're looking at" not in told(app)


@pytest.mark.usefixtures("patient")
def test_the_last_press_can_be_undone(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    app = lead(visit, cohort, key)
    press(app, next_label(app))
    press(app, "Close voting and show results")
    press(app, "Undo: showed results")
    step = store.rooms.state(cohort.code).of("roles")
    assert (step.shown, step.locked) == (False, False)
    press(app, "Undo: brought everyone here")
    assert store.rooms.state(cohort.code).here == ""


@pytest.mark.usefixtures("patient")
def test_a_second_vote_cannot_be_undone_once_someone_voted_again(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    for cue in ("here", "reveal", "second_vote"):
        store.rooms.cue(cohort.code, "roles", cue)
    app = lead(visit, cohort, key)
    assert "Undo: started a second vote" in [b.label for b in app.button]
    store.answers.save(people[0], cohort.code, "roles", CHANGED)
    press(app, "Undo: started a second vote")
    assert store.rooms.state(cohort.code).of("roles").second is not None
    assert not [b for b in lead(visit, cohort, key).button if b.label.startswith("Undo")]


def test_the_next_button_is_in_the_accent_once_most_of_the_room_has_answered(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    store.rooms.cue(cohort.code, "goals", "here")
    app = lead(visit, cohort, key)
    assert "Too few answers so far. Results appear at 3." in told(app)
    assert not ready(app)
    for person in people:
        store.answers.save(person, cohort.code, "goals", AGENDA[1].sample(Random(person)))
    assert ready(lead(visit, cohort, key))


def ready(app: Any) -> bool:
    (button,) = [b for b in app.button if b.key.startswith("next-")]
    return bool(button.proto.type == "primary")


def test_results_are_previewed_for_the_facilitator_alone(
    visit: Visit, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    app = lead(visit, cohort, key)
    assert "Only you see this until you show it" in told(app)
    assert app.subheader
    assert "4 answers" not in told(attend(visit, cohort, people[0]))


def test_the_preview_shows_both_votes_as_the_stage_does(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    for cue in ("here", "second_vote"):
        store.rooms.cue(cohort.code, "roles", cue)
    for person in people:
        store.answers.save(person, cohort.code, "roles", CHANGED)
    store.rooms.cue(cohort.code, "roles", "reveal")
    app = lead(visit, cohort, key)
    assert len(app.get("plotly_chart")) == 2
    assert [s for s in app.subheader if s.value.startswith("Second vote: ")]
    assert {"First vote: 4 answers", "Second vote: 4 answers"} <= {c.value for c in app.caption}


def test_the_preview_says_who_sees_results_only_where_there_are_any(
    visit: Visit, store: Store
) -> None:
    cohort, key = store.cohorts.create("Few", 3)
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "goals", cue)
    store.rooms.cue(cohort.code, "roles", "here")
    app = lead(visit, cohort, key)
    app.radio[0].set_value("goals").run()
    assert "Too few people answered to show results" in told(app)
    assert "can see these results" not in told(app)


def test_after_the_end_nothing_says_any_more_how_early_or_late_it_is(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    store.rooms.cue(cohort.code, "roles", "here")
    assert "Ends at" in told(lead(visit, cohort, key))
    store.rooms.cue(cohort.code, "", "finish")
    assert "Ends at" not in told(lead(visit, cohort, key))
    assert "Ends at" not in told(
        visit("facilitator/agenda.py", workshop_facilitator=f"{cohort.code}.{key}")
    )


def test_one_link_on_the_run_page_opens_the_stage(
    visit: Visit, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    links = [link.proto.url for link in lead(visit, cohort, key).get("link_button")]
    assert len([url for url in links if url.startswith("/stage")]) == 1


@pytest.mark.parametrize("ended", ["finish", "close"])
def test_after_the_end_a_phone_urges_nobody_to_answer_and_leads_to_the_plan(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]], ended: Cue
) -> None:
    cohort, _, people = room
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "roles", cue)
    late = keys.mint_key()
    store.cohorts.join(late, cohort.code)
    urged = ":material/bar_chart: Voting is closed. Answer to compare."
    assert urged in told(attend(visit, cohort, late))
    store.rooms.cue(cohort.code, "", ended)
    page = attend(visit, cohort, late)
    assert urged not in told(page)
    assert "Copy your private link there" in told(page)
    links = [link.proto.label for link in page.get("page_link")]
    assert "My plan" in links
    assert not [label for label in links if label.startswith("Next:")]
    assert "See how the room answered" in told(attend(visit, cohort, people[0]))
    home = visit(workshop_attendee=f"{cohort.code}.{late}")
    assert not [b for b in home.button if b.proto.type == "primary"], "the plan is what counts"
    assert "Copy your private link there" in told(home)


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_every_step_can_be_steered_and_has_its_guide_for_the_facilitator_alone(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]], exercise: Exercise
) -> None:
    cohort, key, people = room
    guide = exercise.content().guide
    assert guide
    app = lead(visit, cohort, key)
    app.radio[0].set_value(exercise.slug).run()
    everything = told(app)
    minutes = exercise.content().minutes
    assert f"Guide to “{exercise.content().title}” · {minutes} min" in everything
    for text in (*guide.model_dump(exclude={"ask"}).values(), *(q.what for q in guide.ask)):
        assert text in everything
    press(app, f"Bring everyone here: {exercise.content().title}")
    assert store.rooms.state(cohort.code).here == exercise.slug
    assert guide.say not in told(attend(visit, cohort, people[0], exercise.slug))


def test_the_guide_says_what_to_say_at_first_and_what_to_ask_about_results(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    store.rooms.cue(cohort.code, "roles", "here")
    before = told(lead(visit, cohort, key))
    assert before.index("**Say**") < before.index("**Ask about the results**")
    store.rooms.cue(cohort.code, "roles", "reveal")
    after = told(lead(visit, cohort, key))
    assert after.index("**Ask about the results**") < after.index("**Say**")


def test_attendees_are_told_where_the_room_is(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, _, people = room
    store.rooms.cue(cohort.code, "goals", "here")
    assert "Your room is on “What you want from a mentor”." in told(
        attend(visit, cohort, people[0])
    )
    assert "Your room is on" not in told(attend(visit, cohort, people[0], "goals"))


def test_the_count_of_answers_is_of_the_step_that_is_steered(
    visit: Visit, room: tuple[Cohort, str, list[str]]
) -> None:
    app = lead(visit, *room[:2])
    assert {m.label: m.value for m in app.metric}["Answered"] == "4"
    app.radio[0].set_value("goals").run()
    assert {m.label: m.value for m in app.metric}["Answered"] == "0"


def test_one_tap_of_eight_is_not_counted_as_answered_and_its_results_appear_all_the_same(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    store.answers.save(people[0], cohort.code, "roles", Roles(roles={"two_offers": "coach"}))
    app = lead(visit, cohort, key)
    assert {m.label: m.value for m in app.metric}["Answered"] == "3"
    assert "Results appear once" not in told(app)


def test_an_answer_after_the_count_is_kept_and_says_so(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, _, people = room
    store.rooms.cue(cohort.code, "roles", "reveal")
    assert "voting had closed" not in told(attend(visit, cohort, people[0])).lower()
    store.answers.save(people[0], cohort.code, "roles", CHANGED)
    assert "Voting had closed" in told(attend(visit, cohort, people[0]))
    assert "4 answers" in told(attend(visit, cohort, people[1]))


def test_two_votes_and_who_moved_are_shown_after_the_second_reveal(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    store.rooms.cue(cohort.code, "roles", "reveal")
    store.rooms.cue(cohort.code, "roles", "second_vote")
    assert "Vote again:" in told(attend(visit, cohort, people[0]))
    store.answers.save(people[0], cohort.code, "roles", CHANGED)
    assert "First vote" not in told(attend(visit, cohort, people[1]))
    of_one = told(results(visit, cohort, key))
    assert "The second vote appears once 3 people have voted again." in of_one
    assert "Who moved appears once 3 people have voted again" in of_one
    assert not [n for n in range(5) if f"Second vote: {n}" in of_one], "not even how many they are"
    more = Roles(roles={**ANSWER.roles, "two_offers": "sponsor"})
    for person in people[1:]:
        store.answers.save(person, cohort.code, "roles", more)
    store.rooms.cue(cohort.code, "roles", "reveal")
    assert "Second vote: 4 answers" in told(attend(visit, cohort, people[1]))
    assert "Who moved" not in told(attend(visit, cohort, people[1])), "it tells what is right"
    store.rooms.cue(cohort.code, "roles", "answers")
    for page in (attend(visit, cohort, people[1]), results(visit, cohort, key)):
        shown = told(page)
        assert "First vote: 4 answers" in shown
        assert "Second vote: 4 answers" in shown
        assert "Who moved: 4 people voted twice" in shown
        assert "from 0% to 25% right" in shown


def test_voting_the_same_again_takes_one_tap_and_counts_in_the_second_vote(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    store.rooms.cue(cohort.code, "roles", "reveal")
    assert THE_SAME not in labels(attend(visit, cohort, people[0]))
    store.rooms.cue(cohort.code, "roles", "second_vote")
    for person in people[:3]:
        app = attend(visit, cohort, person)
        press(app, THE_SAME)
        assert "You've voted again." in told(app)
        assert THE_SAME not in labels(app)
        assert "Updated from another page" not in told(app)
    own = store.answers.own(people[0], "roles")
    assert own
    assert Roles.model_validate_json(own.json).roles == ANSWER.roles
    changed = attend(visit, cohort, people[0])
    changed.button_group[0].set_value("sponsor").run()  # which is still possible
    assert "You've voted again." in told(changed)
    store.rooms.cue(cohort.code, "roles", "reveal")
    both = told(results(visit, cohort, key))
    assert "Second vote: 3 answers" in both, "and not only who changed something"
    assert THE_SAME not in labels(attend(visit, cohort, people[3]))
    responses = store.rooms.responses(cohort, votes.QUESTIONS)
    assert {q.split(".")[0] for q in responses["question"]} == {"roles"}, "it's no question"


def labels(app: Any) -> list[str]:
    return [button.label for button in app.button]


def test_visibility_is_a_choice_of_the_facilitator(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    app = lead(visit, cohort, key)
    visible = next(box for box in app.selectbox if box.label == "Attendees see results")
    visible.set_value("after_own").run()
    assert store.rooms.state(cohort.code).of("roles").visibility == "after_own"
    assert "4 answers" in told(attend(visit, cohort, people[0]))
    store.rooms.cue(cohort.code, "roles", "visible", "never")
    store.rooms.cue(cohort.code, "roles", "reveal")
    assert "4 answers" not in told(attend(visit, cohort, people[0]))


def test_every_step_can_be_voted_on_twice_and_both_votes_stand_side_by_side(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    goals = AGENDA[1]
    for person in people:
        store.answers.save(person, cohort.code, "goals", goals.sample(Random(person)))
    for _ in range(3):
        late = keys.mint_key()
        store.cohorts.join(late, cohort.code)
        store.answers.save(late, cohort.code, "goals", goals.sample(Random(late)))
    store.rooms.cue(cohort.code, "goals", "second_vote")
    anew = Goals(purposes=("skill",) * 3, horizons=("ongoing",) * 3, count=3)
    for person in people:
        store.answers.save(person, cohort.code, "goals", anew)
    shown = told(results(visit, cohort, key))
    assert "First vote: 7 answers" in shown
    assert "Second vote: 4 answers" in shown
    assert "Kept their first vote: 3" in shown


def test_the_dashboard_says_how_many_are_missing(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    store.cohorts.join(keys.mint_key(), cohort.code)
    assert "4 answered; 1 of those who joined haven't." in told(results(visit, cohort, key))


def test_a_saved_chart_says_how_to_read_it_across_the_picture_and_breaks_no_date(
    visit: Visit, store: Store
) -> None:
    title = "A long title of a room, which leaves a date just enough of a line to be broken in"
    cohort, key = store.cohorts.create(title, 3)
    ranked = MentorCriteria(ranking=("commitment",))
    people = [ImportedAnswer(f"p{n}", "mentor_criteria", ranked) for n in range(3)]
    store.answers.add(cohort.code, people)
    offered = results(visit, cohort, key).get("bidi_component")[0]
    *note, first, last = json.loads(offered.proto.json)["below"]
    assert len(note) == 2, "four lines on a phone"
    assert note[0].startswith("First place earns 7 points, second 6, last 0.")
    today = formats.day(utc_now().date(), "en").replace(" ", "\N{NO-BREAK SPACE}")
    assert f"{first} {last}" == f"{title} · 3 answers · {today}"
    assert last.endswith(today)


def test_the_dashboard_says_that_results_can_be_seen_only_where_there_are_any(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    assert told(results(visit, cohort, key)).count("Only you can see these results.") == 1
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "goals", cue)
    assert "Everyone who has answered can see" not in told(results(visit, cohort, key))


def test_phones_are_told_of_a_break_and_of_the_end(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, _, people = room
    for cue in ("here", "reveal", "answers"):
        store.rooms.cue(cohort.code, "roles", cue)
    store.rooms.cue(cohort.code, "", "rest", "600")
    ends = store.rooms.state(cohort.code).break_ends
    assert ends is not None
    assert f"on a break until {ends:%H:%M}" in told(attend(visit, cohort, people[0]))
    rests = told(attend(visit, cohort, people[0]))
    assert "[See the answers, and why](#results)" not in rests, "the bar at the top says the break"
    assert rests.count("on a break until") == 1
    assert "on a break until" in told(visit(workshop_attendee=f"{cohort.code}.{people[0]}"))
    store.rooms.cue(cohort.code, "", "finish")
    assert "Your plan is ready" in told(attend(visit, cohort, people[0]))


def test_a_link_leads_to_the_second_vote_and_who_only_looks_keeps_the_first(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, _, people = room
    for cue in ("reveal", "second_vote"):
        store.rooms.cue(cohort.code, "roles", cue)
    for person in people[:3]:
        assert "[Go to the second vote](#questions)" in told(attend(visit, cohort, person).run())
    assert store.rooms.answered_in_vote(cohort, "roles") is None, "too few to be told"


def test_a_closed_room_is_said_to_be_closed_on_phones_and_where_one_joins(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, _, people = room
    assert "This room is closed" not in told(attend(visit, cohort, people[0]))
    store.rooms.cue(cohort.code, "", "close")
    assert "This room is closed" in told(attend(visit, cohort, people[0]))
    joins = visit(workshop_attendee=f"{cohort.code}.{keys.mint_key()}")
    assert "This room is closed" in told(joins)


@pytest.mark.usefixtures("patient")
def test_after_thanking_everyone_nothing_comes_next_and_the_report_is_there(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    store.rooms.cue(cohort.code, "", "finish")
    app = lead(visit, cohort, key)
    assert not [b for b in app.button if b.key.startswith("next-")], "no key closes a room"
    links = {link.proto.label: link.proto.url for link in app.get("link_button")}
    assert "/report.html" in links["Printable report"]
    assert not store.rooms.state(cohort.code).closed
    press(app, "Yes, close the room")
    assert store.rooms.state(cohort.code).closed


def test_a_closed_room_looks_closed_to_who_leads_it(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    code = f"{cohort.code[:3]}-{cohort.code[3:]}"
    assert code in [text.value for text in lead(visit, cohort, key).text]
    store.rooms.cue(cohort.code, "roles", "here")
    store.rooms.cue(cohort.code, "", "close")
    app = lead(visit, cohort, key)
    assert "The room is closed" in told(app)
    assert code not in [text.value for text in app.text], "nobody is to join it"
    assert not app.metric, "nothing is being answered"
    left = {b.label for b in app.button}
    assert not left & {"Close voting", "Break", "Start the timer", "Close voting and show results"}
    assert "Reopen the room" in left


def test_the_count_ends_where_voting_was_closed_and_is_that_of_the_results(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    store.answers.save(people[0], cohort.code, "roles", Roles(roles={"two_offers": "coach"}))
    for cue in ("here", "lock"):
        store.rooms.cue(cohort.code, "roles", cue)
    late = keys.mint_key()
    store.cohorts.join(late, cohort.code)
    for person in (late, people[0]):
        store.answers.save(person, cohort.code, "roles", ANSWER)
    app = lead(visit, cohort, key)
    assert {m.label: m.value for m in app.metric} == {"In the results": "4"}
    assert "1 of them isn't finished" in told(app)


@pytest.mark.usefixtures("patient")
def test_a_second_vote_shows_by_itself_where_too_few_were_in_the_first(
    visit: Visit, store: Store
) -> None:
    cohort, key = store.cohorts.create("Few at first", 3)
    people = [keys.mint_key() for _ in range(4)]
    for n, person in enumerate(people):
        store.cohorts.join(person, cohort.code)
        if n < 2:
            store.answers.save(person, cohort.code, "roles", ANSWER)
    for cue in ("here", "second_vote"):
        store.rooms.cue(cohort.code, "roles", cue)
    for person in people:
        store.answers.save(person, cohort.code, "roles", CHANGED)
    app = lead(visit, cohort, key)
    assert next_label(app) == "Close voting and show results", "not both: the first stays hidden"
    press(app, next_label(app))
    assert [r.label for r in app.radio if "Both votes" in r.options] == []
    stage = visit("facilitator/stage.py", workshop_facilitator=f"{cohort.code}.{key}")
    assert len(stage.get("plotly_chart")) == 1
    assert "Second vote: 4 answers" in "".join(str(h.proto.body) for h in stage.get("html"))


@pytest.mark.usefixtures("patient")
def test_an_undo_that_comes_too_late_says_so(
    visit: Visit,
    store: Store,
    room: tuple[Cohort, str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cohort, key, _ = room
    store.rooms.cue(cohort.code, "roles", "here")
    app = lead(visit, cohort, key)
    monkeypatch.setattr(walk, "UNDO_FOR", timedelta())
    press(app, "Undo: brought everyone here")
    assert store.rooms.state(cohort.code).here == "roles"
    assert [toast.value for toast in app.toast] == ["It's too late to undo that."]


def test_each_of_two_votes_and_who_moved_can_be_taken_along(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    store.rooms.cue(cohort.code, "roles", "second_vote")
    for person in people:
        store.answers.save(person, cohort.code, "roles", CHANGED)
    offered = [json.loads(c.proto.json) for c in results(visit, cohort, key).get("bidi_component")]
    tables = {o["csv"].rpartition("/")[2]: o["below"][-1] for o in offered if "csv" in o}
    assert "First vote: 4 answers" in tables["votes.csv?vote=first"]
    assert "Second vote: 4 answers" in tables["votes.csv?vote=second"]
    assert "Who moved: 4 people voted twice" in tables["moves.csv?vote=moves"]
