"""What a phone says between exercises, as the stage does: a break, or that it's over."""

import streamlit as st

from data.cues import RoomState
from exercises import exercise
from pages.shared import clock
from pages.shared.language import words


def tell(room: RoomState, page: str) -> None:
    """Say that there's a break, or that it's over and what counts then: the plan.

    `page` is the open one, which isn't linked to from itself. In a break, an exercise's page says
    so in the bar that stays on screen (step/head.py).
    """
    told = words().run
    if room.over:
        if room.closed:
            st.info(told.closed, icon=":material/door_front:")
        st.info(told.finished, icon=":material/celebration:")
        if page != "plan":
            with st.container(key="to-plan"):
                label, icon = words().plan.open, ":material/assignment:"
                st.page_link("attendee/plan.py", label=label, icon=icon)
    elif room.slide == "break" and exercise(page) is None:
        st.info(of_break(room), icon=":material/coffee:")


def of_break(room: RoomState) -> str:
    """Return that there's a break, and until when if that's set."""
    told, ends = words().run, room.break_ends
    return told.break_until.format(time=clock.time_of(ends)) if ends else told.on_break
