"""All results of a room: charts of everyone or of one group, and downloads."""

import streamlit as st

from data.cohorts import Cohort
from exercises import AGENDA
from pages.facilitator.parts import figures
from pages.http.running import running
from pages.shared import browser, clock
from pages.shared.identity import who
from pages.shared.language import spoken, words
from pages.shared.step import frame


def contents() -> None:
    """List the exercises, each linked to its results below."""
    lines = (f"- [{e.content(spoken()).title}](#{e.slug})" for e in AGENDA)
    st.markdown("\n".join(lines))


def ways_out(cohort: Cohort) -> None:
    """Link back to the run page, and to the comparison."""
    with st.container(horizontal=True):
        for title, page, icon in (
            (words().cohort.title, "cohort", "arrow_back"),
            (words().compare.title, "compare", "compare_arrows"),
        ):
            st.link_button(title, f"/{page}?code={cohort.code}", icon=f":material/{icon}:")


def offer_downloads(cohort: Cohort) -> None:
    """Link to the routes that export the room's answers."""
    st.header(words().cohort.take_home, anchor=False)
    answered = running().store.rooms.counts(cohort.code).answered
    enough = max(answered.values(), default=0) >= cohort.min_group
    without_names = words().cohort.without_names.format(min_group=cohort.min_group)
    st.caption(without_names if enough else words().cohort.not_yet)
    with st.expander(words().home.limits_title):
        st.markdown(words().home.limits)
    with st.container(horizontal=True):
        for kind, name in (("html", words().report.html), ("xlsx", words().report.xlsx)):
            st.link_button(name, clock.link(f"/api/cohorts/{cohort.code}/report.{kind}"))
        for name, ending in (("CSV", "csv"), ("XLSX", "xlsx"), ("PARQUET", "parquet")):
            st.link_button(
                name,
                f"/api/cohorts/{cohort.code}/responses.{ending}",
                icon=":material/download:",
                disabled=not enough,
            )


st.set_page_config(layout="wide")
st.title(words().lead.results, anchor=False)
me = who.facilitator(st.query_params.get("code", ""))
if me is None:
    st.info(words().cohort.not_facilitator, icon=":material/key:")
else:
    browser.follow(me.cohort.code, "answers", me.key)
    frame.mark_synthetic(me.cohort.synthetic)
    st.text(me.cohort.title)
    ways_out(me.cohort)
    contents()
    group = figures.choose_group(me.cohort)
    for exercise in AGENDA:
        figures.show_exercise(me.cohort, exercise, group)
    offer_downloads(me.cohort)
