"""The host's page: open a room, and copy its code and links."""

from typing import NamedTuple

import streamlit as st
from pydantic import ValidationError

from data import keys
from data.cohorts import DEFAULT_MIN_GROUP, MIN_GROUP, Cohort
from pages.facilitator.parts import links, local, making, speaking
from pages.http.links import base_url, facilitator_url, join_url
from pages.http.routes.cohorts import TITLE_LENGTH, NewCohort
from pages.http.running import running
from pages.shared import browser
from pages.shared.identity import plain_http, who
from pages.shared.language import spoken, words
from pages.shared.qr import qr_code

MADE = "the cohort made last"


class NewRoom(NamedTuple):
    """What the host entered, before validation."""

    title: str
    min_group: int
    language: str


def ask() -> None:
    """Ask for a room's details, and open it."""
    st.markdown(words().host.intro)
    plain_http.tell(base_url(*browser.scheme_and_host()), words().host.plain_http)
    key = making.next_key(MADE)
    with st.form(making.form_of(key)):
        title = st.text_input(
            words().host.cohort_title, placeholder=words().host.cohort_title_example
        )
        min_group = st.number_input(
            words().host.min_group,
            min_value=MIN_GROUP.start,
            max_value=MIN_GROUP.stop - 1,
            value=DEFAULT_MIN_GROUP,
            help=words().host.min_group_help,
        )
        language = speaking.choose(spoken(), "language-of-new-room")
        asked = st.form_submit_button(words().host.create, type="primary")
    if asked:
        create(NewRoom(title, min_group, language), key)


def create(asked: NewRoom, key: str) -> None:
    """Open the room for this facilitator key, or say what's missing."""
    try:
        new = NewCohort(**asked._asdict())
    except ValidationError:
        st.error(words().host.title_missing.format(length=TITLE_LENGTH))
        return
    st.session_state[MADE] = key
    running().store.cohorts.create(new.title, new.min_group, language=new.language, key=key)
    st.rerun()  # with a form for another room


def show(cohort: Cohort, key: str) -> None:
    """Show the links of the room that was just opened."""
    base = base_url(*browser.scheme_and_host())
    with st.container(border=True):
        st.success(words().host.made, icon=":material/check:")
        with st.container(key="cohort-title"):
            st.text(cohort.title)
        show_way_in(base, cohort)
        browser.copyable(words().host.facilitator_link, facilitator_url(base, key))
        st.warning(words().host.keep_it, icon=":material/key:")
        st.link_button(
            words().host.open, f"/facilitate/{key}", type="primary", icon=":material/co_present:"
        )


def show_way_in(base: str, cohort: Cohort, place: str = "") -> None:
    """Show the code, link and QR code that attendees join with."""
    link = join_url(base, cohort.code)
    browser.copyable(words().host.code, keys.spoken_code(cohort.code), place)
    browser.copyable(words().host.join_link, link, place)
    local.tell(base)
    qr_code(link)


def show_rooms() -> None:
    """Let the host find an existing room and reissue its links."""
    told, rooms = words().host, running().store.cohorts.every()
    if not rooms:
        return
    st.header(told.rooms, anchor=False)
    named = {room.code: f"{keys.spoken_code(room.code)} · {room.title}" for room in rooms}
    code = st.selectbox(
        told.rooms,
        list(named),
        index=None,
        placeholder=told.which_room,
        format_func=lambda code: named.get(code, str(code)),
        key="room-to-keep",
        label_visibility="collapsed",
    )
    if room := next((room for room in rooms if room.code == code), None):
        show_way_in(base_url(*browser.scheme_and_host()), room, "listed-")  # maybe also shown above
        links.keep(room)


st.title(words().host.title, anchor=False)
if who.is_host():
    if made := making.made_last(MADE):
        show(*made)  # first, because below the form it would be out of sight
        with st.expander(words().host.another):
            ask()
    else:
        local.tell(base_url(*browser.scheme_and_host()))  # in time for something to be done
        ask()
    show_rooms()
else:
    st.info(words().host.not_host, icon=":material/key:")
