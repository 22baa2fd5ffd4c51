"""The facilitator's controls for a step's timer.

Each press is a cue with the seconds left from then on, so people who open the page later see the
same end.
"""

from collections.abc import Callable

import streamlit as st

from data.cohorts import Cohort
from data.cues import RoomState
from exercises import Exercise, exercise
from pages.facilitator.parts import steering
from pages.http.running import running
from pages.shared.language import words
from pages.shared.step import agenda, timing

LONGEST = 90  # minutes
MORE = 60  # seconds


def show(cohort: Cohort, room: RoomState, chosen: Exercise) -> None:
    """Show the facilitator the time left in the room's step or in its break, and that it's over."""
    if room.slide == "break":
        with st.container(key="timer"):
            timing.show_break(room)
    else:
        timing.show(cohort, exercise(room.here) or chosen)


def steer(cohort: Cohort, chosen: Exercise) -> None:
    """Show the buttons for a step's timer."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="timer-controls"):
        if is_running(cohort, chosen):
            _button("more", more, cohort, chosen)
            _button("stop", stop, cohort, chosen)
        else:
            st.number_input(
                words().timer.minutes,
                min_value=1,
                max_value=LONGEST,
                value=agenda.minutes(cohort, chosen),
                key=_minutes_of(chosen),
                width=140,
            )
            _button("start", start, cohort, chosen)


def is_running(cohort: Cohort, chosen: Exercise) -> bool:
    """Say whether there's any time left."""
    return (_seconds_left(cohort, chosen) or 0) > 0


def start(cohort: Cohort, chosen: Exercise) -> None:
    """Start the timer, unless another screen has just done so."""
    if not is_running(cohort, chosen):
        minutes = st.session_state.get(_minutes_of(chosen))
        asked = minutes if isinstance(minutes, int) else agenda.minutes(cohort, chosen)
        _set(cohort, chosen, min(max(asked, 1), LONGEST) * 60)


def more(cohort: Cohort, chosen: Exercise) -> None:
    """Add a minute to the time left, or start a new one if it has just run out."""
    _set(cohort, chosen, max(_seconds_left(cohort, chosen) or 0, 0) + MORE)


def stop(cohort: Cohort, chosen: Exercise) -> None:
    """Remove the timer."""
    _set(cohort, chosen, 0)


def _seconds_left(cohort: Cohort, chosen: Exercise) -> int | None:
    return timing.seconds_left(running().store.rooms.state(cohort.code).of(chosen.slug))


def _set(cohort: Cohort, chosen: Exercise, seconds: int) -> None:
    steering.cue(cohort.code, chosen.slug, "timer", str(seconds))


def _minutes_of(chosen: Exercise) -> str:
    return f"minutes-{chosen.slug}"


def _button(
    name: str, does: Callable[[Cohort, Exercise], None], cohort: Cohort, chosen: Exercise
) -> None:
    icons = {"start": "timer", "more": "more_time", "stop": "timer_off"}
    st.button(
        getattr(words().timer, name),
        icon=f":material/{icons[name]}:",
        key=f"timer-{name}-{chosen.slug}",
        on_click=does,
        args=(cohort, chosen),
    )
