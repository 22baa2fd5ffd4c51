"""The facilitator's dashboard: who is in the room, and how it answers, live."""

import streamlit as st

from data import keys
from data.cohorts import Cohort
from exercises import AGENDA, Exercise
from pages.http.links import base_url, join_url
from pages.http.running import running
from pages.shared import browser, frame, room, who
from pages.shared.qr import qr_code
from pages.wording import WORDS


def dashboard(cohort: Cohort) -> None:
    """Show the room as it is now."""
    counts = running().store.rooms.counts(cohort.code)
    with st.container(horizontal=True):
        st.metric(WORDS.cohort.joined, counts.joined, border=True)
        st.metric(WORDS.cohort.answered, max(counts.answered.values(), default=0), border=True)
    for exercise in AGENDA:
        show_exercise(cohort, exercise)


def show_exercise(cohort: Cohort, exercise: Exercise) -> None:
    """Show one exercise's pictures, and let the facilitator show them to the room."""
    st.header(exercise.content.title, anchor=False)
    revealed = running().store.rooms.revealed(cohort.code, exercise.slug)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            WORDS.cohort.hide if revealed else WORDS.cohort.reveal,
            icon=":material/visibility_off:" if revealed else ":material/visibility:",
            type="secondary" if revealed else "primary",
            key=f"reveal-{exercise.slug}",
            on_click=running().store.rooms.cue,
            args=(cohort.code, exercise.slug, "hide" if revealed else "reveal"),
        )
        st.caption(WORDS.cohort.revealed if revealed else WORDS.cohort.hidden)
    room.figures(cohort, exercise, wide=True)


def show_way_in(cohort: Cohort) -> None:
    """Show how to join, large enough to read aloud."""
    link = join_url(base_url(*browser.scheme_and_host()), cohort.code)
    words, picture = st.columns([3, 1], vertical_alignment="center")
    with words:
        with st.container(key="cohort-title"):
            st.text(cohort.title)
        with st.container(key="join-code"):
            st.text(keys.spoken_code(cohort.code))
        browser.copyable(WORDS.cohort.join_here, link)
        st.caption(WORDS.cohort.min_group.format(min_group=cohort.min_group))
    with picture:
        qr_code(link)


def offer_downloads(cohort: Cohort) -> None:
    """Link to the routes that hand out the room's answers."""
    st.header(WORDS.cohort.take_home, anchor=False)
    with st.container(horizontal=True):
        for ending in ("csv", "xlsx", "parquet"):
            st.link_button(
                ending.upper(),
                f"/api/cohorts/{cohort.code}/responses.{ending}",
                icon=":material/download:",
            )


st.set_page_config(layout="wide")
st.title(WORDS.cohort.title, anchor=False)
me = who.facilitator()
if me is None:
    st.info(WORDS.cohort.not_facilitator, icon=":material/key:")
else:
    browser.follow(me.cohort.code, "answers", spread_seconds=0)
    frame.mark_synthetic(me.cohort.synthetic)
    show_way_in(me.cohort)
    dashboard(me.cohort)
    offer_downloads(me.cohort)
