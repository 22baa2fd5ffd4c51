"""The walk through a session: one button that always says what comes next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.cues import Given, RoomState
from data.states import state_after
from exercises import AGENDA, timetable
from pages.facilitator.parts import walk
from pages.facilitator.parts.walk import Press

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ALL = timetable.timetable()


def room_after(*presses: Press | str) -> RoomState:
    """A room after these presses, a minute apart; plain text is a cue for the whole room."""
    return state_after(
        Given(
            n,
            *(("", press, "") if isinstance(press, str) else (press.of, press.cue, press.value)),
            at,
        )
        for n, press in enumerate(presses, start=1)
        for at in (NOON + timedelta(minutes=n),)
    )


def walked(stops: timetable.Timetable) -> list[str]:
    """Every press of a session that uses nothing but the next button."""
    presses: list[Press] = []
    while press := walk.ahead(room_after(*presses), stops):
        presses.append(press)
        assert len(presses) < 100, "the walk goes round in circles"
    return [f"{press.of} {press.cue}".strip() for press in presses]


def test_pressing_only_the_next_button_leads_from_the_first_step_to_the_closing_slide() -> None:
    stops = timetable.preset(60)
    expected = []
    for stop in stops:
        votes = ["second_vote", "reveal", "answers"] if stop.exercise.answers_told else []
        expected += [f"{stop.exercise.slug} {cue}" for cue in ("here", "reveal", *votes)]
    assert walked(stops) == [*expected, "finish"]


def test_a_shorter_session_walks_its_own_steps_only() -> None:
    visited = {press.split()[0] for press in walked(timetable.preset(30))}
    assert visited == {"roles", "goals", "pitch", "closing", "finish"}


def test_a_step_that_was_left_out_leads_on_to_the_next_one_of_the_session() -> None:
    stops = timetable.preset(30)
    room = room_after(Press("here", "nurture"), Press("reveal", "nurture"))
    assert walk.ahead(room, stops) == Press("here", "closing")


def test_a_break_goes_on_where_the_session_was() -> None:
    assert walk.ahead(room_after("rest"), ALL) == Press("here", "roles")
    voting = room_after(Press("here", "roles"), "rest")
    assert walk.ahead(voting, ALL) == Press("here", "roles"), "its results have not been shown"
    done = room_after(Press("here", "goals"), Press("reveal", "goals"), "rest")
    assert walk.ahead(done, ALL) == Press("here", "self_assessment")


def test_a_break_goes_on_in_the_midst_of_a_quiz_and_where_the_room_was_last() -> None:
    shown = (Press("here", "roles"), Press("reveal", "roles"))
    assert walk.ahead(room_after(*shown, "rest"), ALL) == Press("here", "roles"), "vote again"
    back = room_after(*shown, "rest", Press("here", "roles"))
    assert walk.ahead(back, ALL) == Press("second_vote", "roles")
    earlier = room_after(Press("here", "pitch"), Press("here", "goals"), "rest")
    assert walk.ahead(earlier, ALL) == Press("here", "goals")


def test_without_any_results_to_think_over_there_is_no_second_vote() -> None:
    shown = [Press("here", "roles"), Press("reveal", "roles")]
    assert walk.ahead(room_after(*shown), ALL, enough=False) == Press("answers", "roles")
    shown.append(Press("answers", "roles"))
    assert walk.ahead(room_after(*shown), ALL, enough=False) == Press("here", "goals")


def test_reopening_voting_hides_what_would_lead_those_who_vote() -> None:
    presses = [Press(cue, "roles") for cue in ("here", "reveal", "answers", "open")]
    state = room_after(*presses).of("roles")
    assert (state.locked, state.shown, state.answers_shown) == (False, False, False)


def test_breaks_are_time_that_the_room_was_not_at_work() -> None:
    room = room_after(Press("here", "roles"), "rest", Press("here", "roles"))
    assert room.rested == timedelta(minutes=1)
    assert room.break_began is None
    again = room_after(Press("here", "roles"), "rest", Press("here", "roles"), "rest", "finish")
    assert again.rested == timedelta(minutes=2)
    assert room_after("rest", Press("here", "roles")).rested == timedelta(), "it hadn't begun"


def test_going_back_hides_first_the_answers_then_the_results_and_then_nothing() -> None:
    steps = [Press("here", "roles"), Press("reveal", "roles"), Press("answers", "roles")]
    assert walk.back(room_after(*steps)) == Press("hide_answers", "roles")
    steps.append(Press("hide_answers", "roles"))
    assert walk.back(room_after(*steps)) == Press("hide", "roles")
    assert walk.back(room_after(*steps, Press("hide", "roles"))) is None


def test_a_double_press_does_one_thing() -> None:
    room = room_after(Press("here", "roles"))
    pressed = NOON + timedelta(minutes=1)
    reveal = Press("reveal", "roles")
    assert not walk.may_press(room, reveal, reveal, pressed + timedelta(seconds=1.9))
    assert walk.may_press(room, reveal, reveal, pressed + timedelta(seconds=2))


def test_a_button_that_was_drawn_before_another_screen_pressed_does_nothing() -> None:
    later = NOON + timedelta(hours=1)
    room = room_after(Press("here", "roles"), Press("reveal", "roles"))
    following = walk.ahead(room, ALL)
    assert not walk.may_press(room, Press("reveal", "roles"), following, later)
    assert walk.may_press(room, Press("second_vote", "roles"), following, later)


@pytest.mark.parametrize("cue", ["here", "reveal", "lock", "second_vote", "answers"])
def test_every_press_can_be_undone_and_leaves_the_room_as_it_was(cue: str) -> None:
    steps = {
        "here": (),
        "lock": ("here",),
        "reveal": ("here",),
        "second_vote": ("here", "reveal"),
        "answers": ("here", "reveal"),
    }
    given = [Given(n, "roles", step, "", NOON) for n, step in enumerate(steps[cue], start=1)]
    pressed = Given(9, "roles", cue, "", NOON)
    undone = state_after([*given, pressed, Given(10, "", "undo", "9", NOON)])
    now, before = undone.of("roles"), state_after(given).of("roles")
    assert replace(undone, exercises={}) == replace(state_after(given), exercises={})
    assert replace(now, first=before.first) == before
    assert now.first.until == before.first.until
    # It can't be undone that people could read the results.
    assert now.first.closings == ((9,) if cue in ("reveal", "lock") else before.first.closings)
    assert state_after([*given, pressed]) != undone


def test_what_is_set_and_not_pressed_cannot_be_undone() -> None:
    set_up = [Given(1, "", "title", "Spring", NOON), Given(2, "", "agenda", "{}", NOON)]
    assert state_after(set_up).last is None
    closed = state_after([Given(1, "", "close", "", NOON), Given(2, "", "undo", "1", NOON)])
    assert closed.closed


def test_undo_is_offered_for_ten_seconds() -> None:
    room = room_after(Press("here", "roles"))
    pressed = NOON + timedelta(minutes=1)
    assert walk.undoable(room, pressed + timedelta(seconds=9))
    assert not walk.undoable(room, pressed + timedelta(seconds=10))


@pytest.mark.parametrize(("answered", "whole", "enough"), [(4, 5, True), (3, 5, False)])
def test_it_is_time_once_most_have_answered(answered: int, whole: int, enough: bool) -> None:
    assert walk.is_time(answered, whole) is enough


def test_the_presets_are_as_long_as_they_say_and_keep_the_order_of_the_agenda() -> None:
    for minutes in timetable.PRESETS:
        stops = timetable.preset(minutes)
        if minutes != timetable.USUAL:  # it follows the exercises' own minutes
            assert timetable.length(stops) == minutes
        assert list(stops) == sorted(stops, key=lambda stop: AGENDA.index(stop.exercise))


def test_a_timetable_is_read_as_it_was_written_and_nonsense_is_the_usual_one() -> None:
    stops = timetable.preset(45)
    assert timetable.timetable(timetable.written(stops)) == stops
    for nonsense in ("", "{", "[]", '{"dance": 5}', '{"roles": "7"}', '"roles"'):
        assert timetable.timetable(nonsense) == timetable.preset(60), nonsense
    (only,) = timetable.timetable('{"roles": 900}')
    assert only.minutes == timetable.LONGEST


def test_a_session_is_behind_by_what_its_step_takes_too_long() -> None:
    stops = timetable.preset(30)  # roles 6, goals 7, pitch 10, closing 3

    def at(minutes: float, here: str) -> tuple[timedelta | None, float]:
        now = NOON + timedelta(minutes=minutes)
        ends = timetable.end(stops, here, NOON, now) - NOON
        return timetable.delay(stops, here, NOON, now), ends / timedelta(minutes=1)

    assert at(3, "roles") == (timedelta(), 26)
    assert at(10, "roles") == (timedelta(minutes=4), 30)
    assert at(4, "goals") == (timedelta(minutes=-2), 24)
    assert at(17, "goals") == (timedelta(minutes=4), 30)
    assert at(5, "nurture") == (None, 26)


def test_where_too_few_answered_the_next_button_goes_on_and_never_back() -> None:
    presses: list[Press] = []
    while press := walk.ahead(room_after(*presses), ALL, enough=False):
        assert press.cue in ("here", "reveal", "answers", "finish")
        assert press not in presses, "a key undoes what it did"
        presses.append(press)
    again = [Press(cue, "roles") for cue in ("here", "reveal", "second_vote", "reveal")]
    assert walk.ahead(room_after(*again), ALL, enough=False) == Press("answers", "roles")


def test_no_timer_runs_on_in_a_break() -> None:
    timed = [Press("here", "roles"), Press("timer", "roles", "60")]
    assert room_after(*timed).of("roles").timer_ends
    assert room_after(*timed, "rest").of("roles").timer_ends is None
