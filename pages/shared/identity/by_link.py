"""The mark on pages that a private link opened: whoever has the link reads along."""

import streamlit as st

from pages.shared import browser
from pages.shared.identity.who import Attendee
from pages.shared.language import words


def mark(me: Attendee) -> None:
    """Say that a private link opened this plan, and offer a plan of one's own."""
    if not me.linked:
        return
    with st.container(key="opened-by-link"):
        st.warning(words().linked.mark, icon=":material/link:")
        if st.button(words().linked.leave, key="own-plan", icon=":material/person:"):
            browser.go("/start" if me.cohort.alone else f"/join/{me.cohort.code}")
