"""The map: page config, and the navigation built from the agenda."""

from pathlib import Path

import streamlit as st

from exercises import AGENDA
from pages.shared import who
from pages.wording import WORDS

LOOK = Path(__file__).with_name("shared")

# The icon is a file of ours: one of Streamlit's own names would be fetched from a third party.
st.set_page_config(page_title=WORDS.house.name, page_icon=str(LOOK / "icon.svg"))
st.html(LOOK / "style.css")

who.guard_session()

st.navigation(
    [
        st.Page("attendee/home.py", title=WORDS.house.name, default=True),
        *(st.Page(f"attendee/{e.slug}.py", title=e.content.title, url_path=e.slug) for e in AGENDA),
        st.Page("facilitator/host.py", title=WORDS.host.title, url_path="host"),
        st.Page("facilitator/cohort.py", title=WORDS.house.name, url_path="cohort"),
    ],
    position="hidden",
).run()
