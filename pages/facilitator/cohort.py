"""The facilitator's dashboard: who is in the room, and how it answers, live."""

import streamlit as st

from data import keys
from data.cohorts import Cohort
from exercises import AGENDA, Exercise
from pages.facilitator.parts import figures, keeping, links, run
from pages.http.links import base_url, join_url
from pages.http.running import running
from pages.shared import browser, clock, frame, who
from pages.shared.language import words
from pages.shared.qr import qr_code


def show_room(cohort: Cohort, chosen: Exercise) -> None:
    """Show how to join, large enough to read aloud, and how many have joined and answered."""
    link = join_url(base_url(*browser.scheme_and_host()), cohort.code)
    with st.container(key="cohort-title"):
        st.text(cohort.title)
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(key="join-code", width="content"):
            st.text(keys.spoken_code(cohort.code))
        qr_code(link, width=140)
    show_counts(cohort, chosen)
    browser.copyable(words().cohort.join_here, link)


def show_counts(cohort: Cohort, chosen: Exercise) -> None:
    """Show how full the room is, how many answered the step, and from how many on figures show."""
    counts = running().store.rooms.counts(cohort.code)
    with st.container(horizontal=True):
        st.metric(words().cohort.joined, counts.joined, border=True)
        live = running().live
        st.metric(words().run.present, live.present(cohort.code) if live else 0, border=True)
        answered = counts.answered.get(chosen.slug, 0)
        st.metric(words().cohort.answered, answered, border=True)
    st.caption(words().cohort.min_group.format(min_group=cohort.min_group))


def offer_screens(cohort: Cohort) -> None:
    """Link to the stage for the projector, and to comparing."""
    with st.container(horizontal=True):
        for title, page, icon in (
            (words().stage.title, "stage", "present_to_all"),
            (words().compare.title, "compare", "compare_arrows"),
        ):
            st.link_button(title, f"/{page}?code={cohort.code}", icon=f":material/{icon}:")


def offer_downloads(cohort: Cohort) -> None:
    """Link to the routes that hand out the room's answers."""
    st.header(words().cohort.take_home, anchor=False)
    answered = running().store.rooms.counts(cohort.code).answered
    enough = max(answered.values(), default=0) >= cohort.min_group
    without_names = words().cohort.without_names.format(min_group=cohort.min_group)
    st.caption(without_names if enough else words().cohort.not_yet)
    with st.container(horizontal=True):
        for kind, name in (("html", words().report.html), ("xlsx", words().report.xlsx)):
            st.link_button(name, clock.link(f"/api/cohorts/{cohort.code}/report.{kind}"))
        for ending in ("csv", "xlsx", "parquet"):
            st.link_button(
                ending.upper(),
                f"/api/cohorts/{cohort.code}/responses.{ending}",
                icon=":material/download:",
                disabled=not enough,
            )


st.set_page_config(layout="wide")
st.title(words().cohort.title, anchor=False)
me = who.facilitator(st.query_params.get("code", ""))
if me is None:
    st.info(words().cohort.not_facilitator, icon=":material/key:")
    links.show_made()  # whoever replaced the link that they came by
else:
    browser.follow(me.cohort.code, "answers", me.key)
    frame.mark_synthetic(me.cohort.synthetic)
    # On a phone one stands below the other: what one steers comes first.
    steering, joining = st.columns([5, 3], gap="large")
    with steering:
        chosen = run.lead(me.cohort)
    with joining:
        show_room(me.cohort, chosen)
    offer_screens(me.cohort)
    group = figures.choose_group(me.cohort)
    for exercise in AGENDA:
        figures.show_exercise(me.cohort, exercise, group)
    offer_downloads(me.cohort)
    keeping.keep(me.cohort)
