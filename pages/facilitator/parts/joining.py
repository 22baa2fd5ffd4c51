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
    joined, told = rooms.counts(cohort.code).joined, words().lead
    # Answers may be of people who aren't here: typed in from paper, or gone since.
    all_here = (answered or 0) <= here
    whole_named = (
        told.of_here.format(present=here) if all_here else told.of_joined.format(joined=joined)
    )
    with st.container(key="answered"):
        st.metric(words().cohort.answered, "–" if answered is None else answered)
        st.caption(whole_named)
    whole = here if all_here else joined
    st.progress(min((answered or 0) / whole, 1.0) if whole else 0.0)
    st.caption(told.joined.format(joined=joined, present=here))
    if (answered or 0) < cohort.min_group:
        st.caption(words().cohort.min_group.format(min_group=cohort.min_group))
