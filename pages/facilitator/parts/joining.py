"""How to join, and how many are here: beside the controls, to be read aloud."""

import streamlit as st

from data import keys
from data.cohorts import Cohort
from exercises import Exercise
from pages.http.links import base_url, join_url
from pages.http.running import running
from pages.shared import browser
from pages.shared.language import words
from pages.shared.qr import qr_code


def show(cohort: Cohort, of: Exercise) -> None:
    """Show the room code, and how many of those who are here have answered."""
    link = join_url(base_url(*browser.scheme_and_host()), cohort.code)
    with st.container(key="join-code"):
        st.text(keys.spoken_code(cohort.code))
    qr_code(link, width=150)
    _counts(cohort, of)
    with st.popover(words().lead.share, icon=":material/share:", key="share-popover"):
        browser.copyable(words().cohort.join_here, link)


def _counts(cohort: Cohort, of: Exercise) -> None:
    rooms, live = running().store.rooms, running().live
    answered = rooms.answered_in_vote(cohort, of.slug)
    here = live.present(cohort.code) if live else 0
    with st.container(key="answered"):
        st.metric(words().cohort.answered, "–" if answered is None else answered)
        st.caption(words().lead.of_here.format(present=here))
    st.progress(min((answered or 0) / here, 1.0) if here else 0.0)
    joined = rooms.counts(cohort.code).joined
    st.caption(f"{words().cohort.joined}: {joined}")
    st.caption(words().cohort.min_group.format(min_group=cohort.min_group))
