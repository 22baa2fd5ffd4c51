"""What a phone says between exercises, as the stage does: a break, or that it's over."""

import streamlit as st

from data.cues import RoomState
from pages.shared import clock
from pages.shared.language import words


def tell(room: RoomState, page: str) -> None:
    """Say that there's a break, or that it's over and what counts then: the plan.

    `page` is the open one, which isn't linked to from itself.
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
    elif room.slide == "break":
        ends = room.break_ends
        until = told.break_until.format(time=clock.time_of(ends)) if ends else told.on_break
        st.info(until, icon=":material/coffee:")
