"""How to join and how many are here, beside the controls and ready to read aloud."""

import streamlit as st

from data import keys
from data.cohorts import Cohort
from pages.facilitator.parts import local, own_phone
from pages.http.links import base_url, join_url
from pages.http.running import running
from pages.shared import browser
from pages.shared.language import words
from pages.shared.qr import qr_code


def show(cohort: Cohort) -> None:
    """Show the room code and how many came; once the room is closed, only how many there were."""
    rooms, live, told = running().store.rooms, running().live, words().lead
    present = live.present(cohort.code) if live else 0
    came = told.joined.format(joined=rooms.counts(cohort.code).joined, present=present)
    if rooms.state(cohort.code).closed:
        st.caption(came)
        return
    base = base_url(*browser.scheme_and_host())
    link = join_url(base, cohort.code)
    with st.container(key="join-code"):
        st.text(keys.spoken_code(cohort.code))
    qr_code(link, width=150)
    st.caption(came)
    with st.popover(
        words().lead.share, icon=":material/share:", key="share-popover", on_change=own_phone.hide
    ):
        browser.copyable(words().cohort.join_here, link)
        local.tell(base)
        own_phone.offer(cohort)
