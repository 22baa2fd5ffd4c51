"""A practice room with invented answers, where a facilitator can rehearse a session."""

import streamlit as st

from data import keys
from data.cohorts import Cohort, Gone
from data.cues import OF_THE_ROOM
from data.facilitators import TooManyLinks
from data.rehearsals import AlreadyRehearsing
from exercises.text import cut
from pages.http.routes.cohorts import TITLE_LENGTH
from pages.http.running import running
from pages.http.tasks import rehearsal
from pages.shared import browser
from pages.shared.identity import who
from pages.shared.language import words


def offer(cohort: Cohort) -> bool:
    """Offer to practise for a room; in a practice room, return True and offer to end it."""
    told, rehearsals = words().rehearsal, running().store.rehearsals
    room = rehearsals.room_of(cohort.code) if cohort.synthetic else None
    if cohort.synthetic and room is None:
        return False  # there's no practising for the synthetic cohort
    st.subheader(told.title, anchor=False)
    st.markdown(told.intro.format(people=rehearsal.PEOPLE))
    if room:
        st.link_button(told.back, f"/cohort?code={room}", icon=":material/arrow_back:")
        if _remove_pressed(room):
            # Not `browser.go`, because the live signal would redraw this page before it could
            # leave.
            st.query_params["code"] = room
            st.rerun()
    elif twin := rehearsals.of(cohort.code):
        if st.button(told.open, key="open-rehearsal", icon=":material/theater_comedy:"):
            _enter(twin)
        if _remove_pressed(cohort.code):
            st.rerun()
    elif st.button(told.begin, key="begin-rehearsal", icon=":material/theater_comedy:"):
        _begin(cohort)
    return room is not None


def _begin(cohort: Cohort) -> None:
    store, title = running().store, words().rehearsal.named.format(title=cohort.title)
    try:
        twin, key = store.rehearsals.begin(cohort, cut(title, TITLE_LENGTH))
    except AlreadyRehearsing:
        st.rerun()
    if agenda := store.rooms.state(cohort.code).agenda:
        store.rooms.cue(twin.code, OF_THE_ROOM, "agenda", agenda)
    rehearsal.start(store, twin)
    browser.go(f"/facilitate/{key}")


def _enter(twin: Cohort) -> None:
    rehearsal.start(running().store, twin)  # its people leave when nothing happens
    if who.facilitator(twin.code):
        browser.go(f"/cohort?code={twin.code}")
        return
    # One link per page, however often the button is pressed.
    key = st.session_state.setdefault(f"key into {twin.code}", keys.mint_key())
    try:
        browser.go(f"/facilitate/{running().store.facilitators.add(twin.code, '', key)}")
    except (Gone, TooManyLinks):
        st.warning(words().links.too_many)


def _remove_pressed(room: str) -> bool:
    pressed = st.button(
        words().rehearsal.remove, key="remove-rehearsal", icon=":material/delete_sweep:"
    )
    if pressed:
        running().store.rehearsals.end(room)
    return pressed
