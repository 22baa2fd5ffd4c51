"""A step's timer: the facilitator starts it, and everyone sees it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from data import Store
from data.cohorts import Cohort
from exercises import AGENDA
from pages.shared import browser
from tests.page.conftest import Visit
from tests.page.leading import attend, lead, press

Room = tuple[Cohort, str, list[str]]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The seconds that pages count down from, in the order they were drawn."""
    drawn: list[int] = []
    monkeypatch.setattr(
        browser, "countdown", lambda key, seconds, told, **large: drawn.append(seconds)
    )
    yield drawn


def left(store: Store, cohort: Cohort, slug: str = "roles") -> int | None:
    now = datetime.now(UTC).replace(tzinfo=None)
    return store.rooms.state(cohort.code).of(slug).seconds_left(now)


def about(seconds: int, found: int | None) -> bool:
    return found is not None and seconds - 10 <= found <= seconds


def test_it_runs_for_the_minutes_of_the_step_unless_others_are_chosen(
    visit: Visit, store: Store, room: Room
) -> None:
    cohort, key, _ = room
    app = lead(visit, cohort, key)
    planned = AGENDA[0].content().minutes * 60
    press(app, "Start the timer")
    assert about(planned, left(store, cohort))
    press(app, "Stop the timer")
    assert left(store, cohort) is None
    minutes = app.number_input("minutes-roles")
    minutes.set_value(3).run()
    press(app, "Start the timer")
    assert about(180, left(store, cohort))
    press(app, "Add a minute")
    assert about(240, left(store, cohort))


def test_the_stage_an_attendee_and_a_second_screen_count_from_the_same_end(
    visit: Visit, store: Store, room: Room, counted: list[int]
) -> None:
    cohort, key, people = room
    store.rooms.cue(cohort.code, "roles", "here")
    store.rooms.cue(cohort.code, "roles", "timer", "300")
    lead(visit, cohort, key)
    visit("facilitator/stage.py", workshop_facilitator=f"{cohort.code}.{key}")
    attend(visit, cohort, people[0])
    assert len(counted) == 3
    assert all(about(300, seconds) for seconds in counted)
    attend(visit, cohort, people[0], "goals")
    assert len(counted) == 3, "another step has no timer"


def test_when_time_is_up_nothing_is_locked_and_it_is_not_told_for_ever(
    visit: Visit, store: Store, room: Room, counted: list[int]
) -> None:
    cohort, key, people = room
    store.rooms.cue(cohort.code, "roles", "timer", "-1")
    attend(visit, cohort, people[0])
    assert counted
    assert counted[0] < 0
    assert not store.rooms.state(cohort.code).of("roles").locked
    assert "Start the timer" in [b.label for b in lead(visit, cohort, key).button]
    store.rooms.cue(cohort.code, "roles", "timer", "-3600")
    del counted[:]
    attend(visit, cohort, people[0])
    assert counted == []


def test_two_who_start_it_at_once_start_one_and_two_who_give_a_minute_give_two(
    visit: Visit, store: Store, room: Room
) -> None:
    cohort, key, _ = room
    one, other = lead(visit, cohort, key), lead(visit, cohort, key)
    press(one, "Start the timer")
    minutes = other.number_input("minutes-roles")
    minutes.set_value(2)
    press(other, "Start the timer")
    planned = AGENDA[0].content().minutes * 60
    assert about(planned, left(store, cohort)), "the second came too late to change anything"
    press(one, "Add a minute")
    press(other, "Add a minute")
    assert about(planned + 120, left(store, cohort))


def test_in_a_break_the_run_page_and_the_stage_count_down_to_its_end(
    visit: Visit, store: Store, room: Room, counted: list[int]
) -> None:
    cohort, key, _ = room
    store.rooms.cue(cohort.code, "roles", "here")
    store.rooms.cue(cohort.code, "roles", "timer", "90")
    store.rooms.cue(cohort.code, "", "rest", "300")
    lead(visit, cohort, key)
    visit("facilitator/stage.py", workshop_facilitator=f"{cohort.code}.{key}")
    assert len(counted) == 2
    assert all(about(300, seconds) for seconds in counted)
