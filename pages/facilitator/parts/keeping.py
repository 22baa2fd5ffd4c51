"""Managing a room: renaming, closing, sharing its results with learners, and deleting it."""

import streamlit as st
from pydantic import ValidationError

from data import keys
from data.cohorts import Cohort
from data.cues import OF_THE_ROOM
from pages.facilitator.parts import ending, links, speaking, steering
from pages.http.links import pasted
from pages.http.routes.cohorts import TITLE_LENGTH, NewCohort
from pages.http.running import running
from pages.shared import retention
from pages.shared.language import words


def keep(cohort: Cohort) -> None:
    """Offer what a facilitator does with a room before and after a session."""
    with st.expander(words().keeping.title):
        retention.tell_day(cohort)
        _rename(cohort)
        speaking.change(cohort)
        room = running().store.rooms.state(cohort.code)
        if not room.over:  # there it's offered beside what one takes home
            ending.close_or_reopen(cohort, room)
        _allow(cohort)
        links.keep(cohort)
        _delete(cohort)


def _rename(cohort: Cohort) -> None:
    with st.form("rename", border=False):
        title = st.text_input(words().host.cohort_title, value=cohort.title)
        asked = st.form_submit_button(words().keeping.rename)
    if not asked:
        return
    try:
        new = NewCohort(title=title, min_group=cohort.min_group)
    except ValidationError:
        st.error(words().host.title_missing.format(length=TITLE_LENGTH))
        return
    running().store.cohorts.rename(cohort.code, new.title)
    st.rerun()


def _allow(cohort: Cohort) -> None:
    told, state = words().keeping, running().store.rooms.state(cohort.code)
    allowed = state.past_room
    shared = told.past_allowed if state.is_past else told.past_when_closed
    st.markdown(shared if allowed else told.past_forbidden)
    st.button(
        told.forbid if allowed else told.allow,
        key="past-room",
        on_click=steering.cue,
        args=(cohort.code, OF_THE_ROOM, "past_room", "no" if allowed else "yes"),
    )


def _delete(cohort: Cohort) -> None:
    told = words().keeping
    st.markdown(told.delete_warning.format(code=keys.spoken_code(cohort.code)))
    retention.tell_when_gone()
    typed = st.text_input(told.delete_code, key="delete-code")
    if st.button(told.delete, key="delete", icon=":material/delete:"):
        if keys.normal_code(pasted(str(typed)).rest) != cohort.code:
            st.error(told.wrong_code)
            return
        running().store.cohorts.delete(cohort.code)
        st.rerun()
