"""The private link that opens the same answers elsewhere, with its warning."""

import streamlit as st

from pages.http.links import base_url, resume_url
from pages.shared import browser, retention
from pages.shared.identity.who import Attendee
from pages.shared.language import words


def offer(me: Attendee) -> None:
    """Show the private link, and warn that anyone who has it can read the plan."""
    with st.expander(words().home.private_link):
        st.markdown(words().home.private_link_warning)
        retention.tell(alone=me.cohort.alone)
        base = base_url(*browser.scheme_and_host())
        browser.copyable(words().home.private_link, resume_url(base, me.key))
