"""The timer of a step, as everybody sees it: it tells how long there is, and locks nothing."""

from datetime import UTC, datetime

import streamlit as st

from data.cohorts import Cohort
from data.cues import State
from exercises import Exercise
from pages.http.running import running
from pages.shared import browser
from pages.shared.language import words

# Whoever opens a step long after its time does not read that the time is up.
_TOLD_FOR_SECONDS = 600


def show(cohort: Cohort, exercise: Exercise, *, large: bool = False) -> None:
    """Show the time that is left in a step, or for a while that it is up; nothing without one."""
    left = seconds_left(running().store.rooms.state(cohort.code).of(exercise.slug))
    told = words().timer
    with st.container(key="timer"):  # always, so that nothing below moves when one begins
        if left is None or left < -_TOLD_FOR_SECONDS:
            return
        browser.countdown(
            f"countdown-{exercise.slug}",
            left,
            {"left": told.left, "minute_left": told.minute_left, "over": told.over},
            large=large,
        )


def seconds_left(state: State) -> int | None:
    """Return the seconds that the timer of a step has to run; None where there is none."""
    return state.seconds_left(datetime.now(UTC).replace(tzinfo=None))  # as the store keeps it
