"""The stage for the shared screen: how to join, what people are answering, and the results."""

from pathlib import Path

import streamlit as st

from data.cohorts import Cohort
from data.cues import RoomState
from exercises import Exercise, exercise, sizes
from pages.facilitator.parts import onstage, press, remote, slides, so_far, walk
from pages.http.running import running
from pages.results import votes
from pages.shared import browser, clock
from pages.shared.identity import who
from pages.shared.language import spoken, words
from pages.shared.step import timing

# Enlarges a chart's text of 18 pixels to 3% of the height, readable in a small call window.
LARGER = 1.9
HIGHEST = 650  # canvas pixels between a heading and the foot
NAME = 75  # of those, what a chart's name takes
LOWEST = 520  # a chart of few bars is this tall, with thicker bars
WIDEST, GAP = 1776, 64  # canvas pixels within the margins, and between two charts


def show(cohort: Cohort, room: RoomState) -> None:
    """Show the slide for where the room is."""
    now = exercise(room.here)
    if room.closed and not room.of(room.here).shown:
        told = words().stage
        st.html(slides.message(told.thanks, told.closed, told.your_plan, told.your_link))
    elif room.slide == "break":
        show_break(cohort, room)
    elif now is None:
        st.html(between(cohort, room))
    elif room.of(now.slug).shown or room.of(now.slug).visibility == "always":
        show_results(cohort, now)
    else:
        show_question(cohort, now, room)


def between(cohort: Cohort, room: RoomState) -> str:
    """Return the slide before and after exercises."""
    told = words().stage
    if room.slide == "closing":
        return slides.message(told.thanks, told.your_plan, told.your_link)
    joined = running().store.rooms.counts(cohort.code).joined
    return slides.opening(cohort, told.joined.format(n=joined))


def show_break(cohort: Cohort, room: RoomState) -> None:
    """Show when the break ends, and how long that is, large enough to read from the corridor."""
    told, ends = words().stage, room.break_ends
    st.html(slides.heading(cohort, told.rest, cohort.title))
    if ends is None:
        return
    with st.container(key="stage-break"):
        st.html(slides.text("p", told.back_at.format(time=clock.time_of(ends))))
        timing.show_break(room, large=True)


def show_question(cohort: Cohort, now: Exercise, room: RoomState) -> None:
    """Show what people are answering, how many have, and the time left."""
    content, told = now.content(spoken()), words().stage
    asked = content.asked()
    line = told.again if room.of(now.slug).second else asked.question
    st.html(slides.heading(cohort, content.title, line) + slides.question(asked))
    far = so_far.of(cohort, now)
    answered = far.answered
    if answered is None:
        too_few = told.few_again.format(min_group=cohort.min_group)
        count = told.closed_few_again if far.closed else too_few
    elif far.closed:
        count = told.locked.format(n=answered)
    else:
        count = told.answered.format(n=answered, joined=far.whole)
    bar = None if far.closed or answered is None else (answered, far.whole)
    with st.container(key="stage-foot", horizontal=True, vertical_alignment="center"):
        st.html(slides.options(asked.options) + slides.progress(count, bar))
        timing.show(cohort, now, large=True)


def show_results(cohort: Cohort, now: Exercise) -> None:
    """Show the chart that the facilitator chose, under its headline."""
    told, content = words().stage, now.content(spoken())
    choice = onstage.chosen(cohort, now, running().store.rooms.state(cohort.code).look)
    if choice is None:
        closed = votes.closed_with_too_few(running().store.rooms, cohort, now)
        too_few = told.too_few.format(min_group=cohort.min_group)
        few = told.closed_few if closed else too_few
        st.html(slides.heading(cohort, content.title, few) + slides.question(content.asked()))
        return
    headline = onstage.headline(choice)
    of_one = f"{content.title} · {choice.note}"
    line = of_one if len(choice.sides) == 1 else choice.note or content.title
    st.html(slides.heading(cohort, headline, line))
    with st.container(key=f"results-{now.slug}-{choice.key}"):
        columns, of = st.columns(len(choice.sides), gap="large"), len(choice.sides)
        for place, side in enumerate(choice.sides):
            with columns[place], st.container(key=f"side-{place}"):
                show_side(side, place, (WIDEST - GAP * (of - 1)) // of)
    # Only once, because the colours mean the same for both votes.
    said = sizes.said_around(*(side.picture.figure for side in choice.sides))
    with st.container(key="stage-foot", horizontal=True, vertical_alignment="center"):
        st.html(slides.foot(said.parts, said.note))


def show_side(side: onstage.Side, place: int, width: int) -> None:
    """Show a chart this wide, in canvas pixels."""
    if side.name:
        st.html(slides.text("h2", side.name))
    larger = sizes.enlarged(sizes.alone(side.picture.figure), LARGER)
    figure = sizes.fitted(larger, HIGHEST - (NAME if side.name else 0), LOWEST)
    # Chart frames are measured on the screen, where the canvas is scaled (stage.css).
    st.html(
        f"<style>.st-key-side-{place} {{ --wide: {width}px; --high: {figure.layout.height}px; }}"
        "</style>"
    )
    st.plotly_chart(
        figure,
        theme=None,
        width=width,
        key=f"stage-{side.name}-{side.picture.slug}",
        config={"displayModeBar": False, "staticPlot": True},
        alt=side.picture.headline,
    )


st.set_page_config(layout="wide")
st.html(Path(__file__).with_name("stage.css"))
me = who.facilitator(st.query_params.get("code", ""))
if me:
    browser.follow(me.cohort.code, "answers", me.key)
    remote.obey(me.cohort)
state = running().store.rooms.state(me.cohort.code) if me else RoomState()
with st.container(key="stage"), st.container(key=f"canvas-{state.look}"):
    if me:
        show(me.cohort, state)
        remote.listen(press.following(me.cohort, state), walk.back(state), on_stage=True)
    else:  # an audience may see this, so it neither shows nor asks for a key
        st.html(slides.message(words().house.name, words().stage.not_connected))
