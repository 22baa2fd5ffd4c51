"""Beside the controls: a preview of what the stage would show of a step."""

import streamlit as st

from data.cohorts import Cohort
from exercises import Exercise
from pages.facilitator.parts import onstage
from pages.http.running import running
from pages.shared.language import spoken, words
from pages.shared.results import drawn


def show(cohort: Cohort, of: Exercise) -> None:
    """Show a step's results to the facilitator only."""
    told, state = words().lead, running().store.rooms.state(cohort.code)
    content = of.content(spoken())
    on_stage = state.here == of.slug and state.of(of.slug).shown
    with st.container(border=True, key="preview"):
        st.caption(told.on_stage.format(title=content.title) if on_stage else told.only_you)
        choice = onstage.chosen(cohort, of, drawn.theme())
        if choice is None:
            st.markdown(told.nothing_yet.format(min_group=cohort.min_group))
        else:
            _draw(of, choice)


def _draw(of: Exercise, choice: onstage.Choice) -> None:
    side = choice.sides[-1]  # the later of two votes, because both don't fit here
    if side.name:
        st.caption(side.name)
    st.subheader(side.picture.headline, anchor=False)
    st.plotly_chart(
        side.picture.figure,
        theme=None,
        key=f"preview-{of.slug}-{choice.key}",
        config={"displayModeBar": False, "staticPlot": True},
        alt=side.picture.headline,
    )
