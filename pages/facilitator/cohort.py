"""The run page: the agenda, the next button with a preview, and who's here."""

import streamlit as st

from pages.facilitator.parts import (
    guide,
    joining,
    keeping,
    lead,
    links,
    preview,
    rehearsing,
    remote,
    steps,
)
from pages.shared import browser
from pages.shared.identity import who
from pages.shared.language import words
from pages.shared.step import frame

st.set_page_config(layout="wide")
me = who.facilitator(st.query_params.get("code", ""))
if me is None:
    st.title(words().cohort.title, anchor=False)
    st.info(words().cohort.not_facilitator, icon=":material/key:")
    links.show_made()  # for a facilitator who has just replaced their own link
else:
    browser.follow(me.cohort.code, "answers", me.key)
    remote.obey(me.cohort)
    frame.mark_synthetic(me.cohort.synthetic)
    agenda, leading, beside = st.columns([5, 12, 5], gap="medium")
    with agenda:
        with st.container(key="run-head"):
            st.title(words().run.title, anchor=False)
        with st.container(key="cohort-title"):
            st.text(me.cohort.title)
        chosen = steps.choose(me.cohort)
    with leading, st.container(key="lead"):
        lead.lead(me.cohort, chosen)
        preview.show(me.cohort, chosen)
        guide.show(me.cohort, chosen)
    with beside:
        joining.show(me.cohort)
        st.link_button(
            words().lead.open_stage,
            f"/stage?code={me.cohort.code}",
            icon=":material/present_to_all:",
            width="stretch",
        )
        with st.popover(
            words().rehearsal.title, icon=":material/theater_comedy:", key="practice-popover"
        ):
            is_practice = rehearsing.offer(me.cohort)
        st.link_button(
            words().lead.results,
            f"/dashboard?code={me.cohort.code}",
            icon=":material/bar_chart:",
            width="stretch",
        )
        if not is_practice:
            keeping.keep(me.cohort)
