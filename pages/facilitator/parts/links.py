"""A room's facilitator links, listed by label and fingerprint, to revoke or reissue."""

import streamlit as st
from pydantic import ValidationError

from data import keys
from data.cohorts import Cohort, Gone
from data.facilitators import LastLink, Link, NoSuchLink, TooManyLinks
from exercises import formats
from pages.facilitator.parts import making
from pages.http.links import base_url, facilitator_url
from pages.http.routes.facilitators import LABEL_LENGTH, NewLink
from pages.http.running import running
from pages.shared import browser, clock
from pages.shared.identity import who
from pages.shared.language import spoken, words

_MADE = "the facilitator link made last"
_REVOKING = "facilitator link that is about to be revoked"
_ERROR = "what went wrong with a facilitator link"


def keep(cohort: Cohort) -> None:
    """List a room's links, and offer to revoke, reissue or add one."""
    told = words().links
    st.subheader(told.title, anchor=False)
    st.markdown(told.intro)
    if told_last := st.session_state.pop(_ERROR, None):
        st.warning(told_last, icon=":material/key_off:")
    links = running().store.facilitators.links(cohort.code)
    for link in links:
        _show(cohort, link, last=len(links) == 1)
    _add(cohort)
    show_made()


def show_made() -> None:
    """Show the link that was just created, even to a facilitator who has replaced their own."""
    if made := making.made_last(_MADE):
        _, key = made
        url = facilitator_url(base_url(*browser.scheme_and_host()), key)
        with st.container(border=True):
            browser.copyable(words().links.new, url)
            st.warning(words().host.keep_it, icon=":material/key:")
            st.link_button(words().links.open, f"/facilitate/{key}", icon=":material/login:")


def _show(cohort: Cohort, link: Link, *, last: bool) -> None:
    told, short = words().links, link.fingerprint[:6]
    with st.container(border=True):
        st.text(link.label or told.unnamed)
        day = formats.day(clock.day_of(link.made_at), spoken()) if link.made_at else told.long_ago
        me = who.facilitator(cohort.code)
        made = told.made_on.format(fingerprint=short, day=day)
        is_mine = me is not None and keys.fingerprint(me.key) == link.fingerprint
        st.caption(f"{made} · {told.you}" if is_mine else made)
        with st.container(horizontal=True):
            if st.button(told.reissue.format(fingerprint=short), key=f"reissue-{link.fingerprint}"):
                _reissue(cohort, link)
            if st.button(
                told.revoke.format(fingerprint=short),
                key=f"revoke-{link.fingerprint}",
                disabled=last,
                help=told.last if last else None,
            ):
                st.session_state[_REVOKING] = link.fingerprint
        if st.session_state.get(_REVOKING) == link.fingerprint and not last:
            st.warning(told.sure_you if is_mine else told.sure, icon=":material/key_off:")
            if st.button(told.revoke_sure, key=f"sure-{link.fingerprint}", type="primary"):
                st.session_state.pop(_REVOKING)
                _revoke(cohort, link)


def _reissue(cohort: Cohort, link: Link) -> None:
    key, made_before = making.next_key(_MADE), st.session_state.get(_MADE)
    st.session_state[_MADE] = key
    try:
        running().store.facilitators.reissue(cohort.code, link.fingerprint, key)
    except NoSuchLink:
        st.session_state[_MADE], st.session_state[_ERROR] = made_before, words().links.gone
    st.rerun()


def _revoke(cohort: Cohort, link: Link) -> None:
    try:
        running().store.facilitators.revoke(cohort.code, link.fingerprint)
    except NoSuchLink:
        st.session_state[_ERROR] = words().links.gone
    except LastLink:
        st.session_state[_ERROR] = words().links.last
    st.rerun()


def _add(cohort: Cohort) -> None:
    told, key, made_before = words().links, making.next_key(_MADE), st.session_state.get(_MADE)
    with st.form(making.form_of(key), border=False, clear_on_submit=True):
        label = st.text_input(told.label, placeholder=told.label_example)
        asked = st.form_submit_button(told.add, icon=":material/add_link:")
    if not asked:
        return
    try:
        new = NewLink(label=label)
        st.session_state[_MADE] = key
        running().store.facilitators.add(cohort.code, new.label, key)
    except ValidationError:
        st.session_state[_ERROR] = told.label_missing.format(length=LABEL_LENGTH)
    except (TooManyLinks, Gone):
        st.session_state[_MADE], st.session_state[_ERROR] = made_before, told.too_many
    st.rerun()
