"""How to join and how many are here, beside the controls and ready to read aloud."""

import streamlit as st

from data import keys
from data.cohorts import Cohort
from exercises import Exercise
from pages.facilitator.parts import so_far
from pages.http.links import base_url, join_url
from pages.http.running import running
from pages.shared import browser
from pages.shared.language import words
from pages.shared.qr import qr_code


def show(cohort: Cohort, of: Exercise) -> None:
    """Show the room code, and how many of those here have answered."""
    link = join_url(base_url(*browser.scheme_and_host()), cohort.code)
    with st.container(key="join-code"):
        st.text(keys.spoken_code(cohort.code))
    qr_code(link, width=150)
    _counts(cohort, of)
    with st.popover(words().lead.share, icon=":material/share:", key="share-popover"):
        browser.copyable(words().cohort.join_here, link)


def _counts(cohort: Cohort, of: Exercise) -> None:
    joined, told = running().store.rooms.counts(cohort.code).joined, words().lead
    now = so_far.of(cohort, of)
    with st.container(key="answered"):
        st.metric(words().cohort.answered, "–" if now.answered is None else now.answered)
        st.caption(told.of_whole.format(n=now.whole))
    st.progress((now.answered or 0) / now.whole if now.whole else 0.0)
    if now.started or now.missing:
        st.caption(told.still_to_come.format(started=now.started, missing=now.missing))
    st.caption(told.joined.format(joined=joined, present=now.here))
    if now.counted < cohort.min_group:
        st.caption(words().cohort.min_group.format(min_group=cohort.min_group))
