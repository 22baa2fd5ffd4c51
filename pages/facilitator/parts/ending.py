"""The end of a session: what one takes home, and closing the room, which nobody does by mistake."""

import streamlit as st

from data.cohorts import Cohort
from data.cues import OF_THE_ROOM, Cue, RoomState
from pages.facilitator.parts import steering
from pages.shared import clock
from pages.shared.language import words


def show(cohort: Cohort, room: RoomState) -> None:
    """Offer the report first, and to close the room, or to open it again, quietly below it."""
    told, report = words().keeping, f"/api/cohorts/{cohort.code}/report"
    with st.container(border=True, key="ending"):
        st.markdown(told.take_home)
        with st.container(horizontal=True):
            for kind, name, icon in (
                ("html", words().report.html, "print"),
                ("xlsx", words().report.xlsx, "table_view"),
            ):
                st.link_button(
                    name,
                    clock.link(f"{report}.{kind}"),
                    type="primary" if kind == "html" else "secondary",
                    icon=f":material/{icon}:",
                )
        close_or_reopen(cohort, room)


def close_or_reopen(cohort: Cohort, room: RoomState) -> None:
    """Offer to close a room, which asks once more, or to open a closed one again."""
    told = words().keeping
    if room.closed:
        st.info(told.is_closed, icon=":material/lock:")
        _button(cohort, told.reopen, "reopen")
        return
    st.markdown(told.is_open)
    with st.popover(told.close, key="close-popover"):
        st.markdown(told.close_sure)
        _button(cohort, told.close_yes, "close")


def _button(cohort: Cohort, label: str, does: Cue) -> None:
    st.button(
        label, key=f"room-{does}", on_click=steering.cue, args=(cohort.code, OF_THE_ROOM, does)
    )
