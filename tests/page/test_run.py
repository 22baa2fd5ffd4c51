"""Leading a room: every button is a cue in the store, and attendees see its effect."""

import json
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from data import Store
from data.answers import ImportedAnswer
from data.cohorts import Cohort
from data.store import utc_now
from exercises import AGENDA, Exercise, formats
from exercises.mentor_criteria.answer import MentorCriteria
from pages.facilitator.parts import walk
from tests.page.conftest import Visit
from tests.page.leading import CHANGED, attend, lead, next_label, press, results, told


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


def test_one_link_on_the_run_page_opens_the_stage(
    visit: Visit, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    links = [link.proto.url for link in lead(visit, cohort, key).get("link_button")]
    assert len([url for url in links if url.startswith("/stage")]) == 1


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
