"""A warning on pages opened by a private link: whoever has the link can read along."""

import streamlit as st

from pages.shared import browser
from pages.shared.identity.who import Attendee
from pages.shared.language import words


def mark(me: Attendee) -> None:
    """Warn that a private link opened this plan, and offer to switch to a plan of their own."""
    if not me.linked:
        return
    with st.container(key="opened-by-link"):
        st.warning(words().linked.mark, icon=":material/link:")
        if st.button(words().linked.leave, key="own-plan", icon=":material/person:"):
            browser.go("/start" if me.cohort.alone else f"/join/{me.cohort.code}")
