"""A step's timer as everyone sees it: it shows the time left, and locks nothing."""

import streamlit as st

from data.cohorts import Cohort
from data.cues import RoomState, State
from data.store import utc_now
from exercises import Exercise
from pages.http.running import running
from pages.shared import browser
from pages.shared.language import words

# People who open a step long after its time don't need to read that time's up.
_TOLD_FOR_SECONDS = 600


def show(cohort: Cohort, exercise: Exercise, *, large: bool = False) -> None:
    """Show the time left in a step, or for a while that time's up; nothing without a timer."""
    left = seconds_left(running().store.rooms.state(cohort.code).of(exercise.slug))
    told = words().timer
    with st.container(key="timer"):  # always there, so that nothing below moves when one starts
        if left is None or left < -_TOLD_FOR_SECONDS:
            return
        browser.countdown(
            f"countdown-{exercise.slug}",
            left,
            {"left": told.left, "minute_left": told.minute_left, "over": told.over},
            large=large,
        )


def show_break(room: RoomState, *, large: bool = False) -> None:
    """Show the time left in a break, or that it's over; nothing for a break without an end."""
    if room.break_ends is None:
        return
    left = round((room.break_ends - utc_now()).total_seconds())
    timer = words().timer
    told = {"left": timer.left, "minute_left": timer.minute_left}
    over = {"over": words().stage.break_over}
    browser.countdown(f"break-{room.here_seq}", left, told | over, large=large)


def seconds_left(state: State) -> int | None:
    """Return the seconds left on a step's timer, or None if it has none."""
    return state.seconds_left(utc_now())
