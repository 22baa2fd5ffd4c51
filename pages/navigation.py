"""Page config, and the navigation built from the agenda."""

from pathlib import Path

import streamlit as st

from exercises import AGENDA
from exercises.content import FIRST_LANGUAGE
from pages.http import keyring
from pages.shared import browser, language
from pages.shared.identity import who
from pages.shared.language import words
from pages.shared.step import frame

TOLD = "the browser was told in which language its page is"
LOOK = Path(__file__).with_name("shared")

who.settle_language()

# Our own icon file; Streamlit's named icons would be fetched from a third party.
st.set_page_config(page_title=words().house.name, page_icon=str(LOOK / "icon.svg"))
st.html(LOOK / "style.css")

who.guard_session()

of_attendees = [
    st.Page("attendee/home.py", title=words().house.name, default=True),
    *(
        st.Page(f"attendee/{e.slug}.py", title=e.content(language.spoken()).title, url_path=e.slug)
        for e in AGENDA
    ),
    st.Page("attendee/plan.py", title=words().plan.title, url_path="plan"),
]
of_facilitators = [
    st.Page("facilitator/cohort.py", title=words().house.name, url_path="cohort"),
    st.Page("facilitator/agenda.py", title=words().lead.steps, url_path="agenda"),
    st.Page("facilitator/dashboard.py", title=words().lead.results, url_path="dashboard"),
    st.Page("facilitator/stage.py", title=words().stage.title, url_path="stage"),
    st.Page("facilitator/compare.py", title=words().compare.title, url_path="compare"),
]
of_the_host = st.Page("facilitator/host.py", title=words().host.title, url_path="host")
page = st.navigation([*of_attendees, of_the_host, *of_facilitators], position="hidden")
frame.note_page(page.url_path)
if page in of_facilitators and (leading := who.facilitator(st.query_params.get("code", ""))):
    language.settle(leading.cohort.language, for_everyone=page.url_path == "stage")
    st.set_page_config(page_title=words().house.name)
# A page is in English until it's told otherwise, or in the language that the browser remembers.
remembered = keyring.kept(st.context.cookies, keyring.SPOKEN)
if language.spoken() != FIRST_LANGUAGE or remembered or st.session_state.get(TOLD):
    st.session_state[TOLD] = True
    browser.speak(language.spoken())
if page in of_attendees:
    # Here rather than on each page, so that it keeps listening across page changes.
    frame.follow()
page.run()
