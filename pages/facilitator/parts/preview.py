"""Beside the controls: a preview of what the stage would show of a step."""

import plotly.graph_objects as go
import streamlit as st

from data.cohorts import Cohort
from exercises import Exercise, sizes
from pages.facilitator.parts import onstage, slides
from pages.http.running import running
from pages.results import votes
from pages.shared.language import spoken, words
from pages.shared.results import drawn

# In pixels. All of it is in view beside the controls on a small laptop, unless a chart has so many
# rows that names of two lines would overlap.
HIGHEST = 360
ROW = 48
SMALLER = 0.7  # two charts side by side, as on the stage


def show(cohort: Cohort, of: Exercise) -> None:
    """Show a step's results to the facilitator only."""
    told, state = words().lead, running().store.rooms.state(cohort.code)
    content, choice = of.content(spoken()), onstage.chosen(cohort, of, drawn.theme())
    if choice is None and state.here == of.slug:
        return  # below the next button it says what the results wait for
    on_stage = state.here == of.slug and state.of(of.slug).shown
    with st.container(border=True, key="preview"):
        if on_stage:
            st.caption(told.on_stage.format(title=content.title))
        elif choice:
            st.caption(words().cohort.revealed if state.of(of.slug).shown else told.only_you)
        if choice is None:
            few = votes.closed_with_too_few(running().store.rooms, cohort, of)
            yet = told.nothing_yet.format(min_group=cohort.min_group)
            st.markdown(words().stage.closed_few if few else yet)
        else:
            _draw(of, choice)


def _draw(of: Exercise, choice: onstage.Choice) -> None:
    pictures = [side.picture for side in choice.sides]
    said = sizes.said_around(*(picture.figure for picture in pictures))
    st.subheader(onstage.headline(choice), anchor=False)
    st.html(slides.foot(said.parts, ""))
    if len(choice.sides) == 1:
        _chart(of, choice, choice.sides[0])
    else:
        for column, side in zip(st.columns(len(choice.sides)), choice.sides, strict=True):
            with column:
                _chart(of, choice, side)
    st.caption(said.note)


def _chart(of: Exercise, choice: onstage.Choice, side: onstage.Side) -> None:
    figure = sizes.alone(side.picture.figure)
    if side.name:
        st.caption(side.name)
        figure = sizes.enlarged(figure, SMALLER)
    figure.update_layout(height=height_of(figure))
    st.plotly_chart(
        figure,
        theme=None,
        key=f"preview-{of.slug}-{choice.key}-{side.name}",
        config={"displayModeBar": False, "staticPlot": True},
        alt=side.picture.headline,
    )


def height_of(figure: go.Figure) -> int:
    """Return the height in pixels that a chart has in the preview."""
    first, last = figure.layout.yaxis.range or (0, 0)
    margin = figure.layout.margin
    least = abs(first - last) * ROW + margin.t + margin.b
    return int(min(figure.layout.height, max(HIGHEST, least)))
