"""Each exercise's results on the dashboard, for everyone or for one group, with downloads."""

import streamlit as st

from data.cohorts import Cohort
from data.groups import Among
from exercises import Exercise
from pages.facilitator.parts import press
from pages.facilitator.parts.walk import Press
from pages.http.running import running
from pages.results import among, votes
from pages.shared.language import spoken, words
from pages.shared.results import room
from pages.shared.step import agenda


def choose_group(cohort: Cohort) -> Among | None:
    """Let the facilitator choose a single group; None means everyone."""
    told, groups = words().group, among.choices(spoken(), agenda.stops(cohort))
    chosen = st.selectbox(
        told.who,
        [None, *groups],
        format_func=lambda group: groups.get(group, told.everyone),
        help=told.who_help.format(min_group=cohort.min_group),
        key=f"group-{cohort.code}",
        width=480,
    )
    return chosen if chosen in groups else None


def show_exercise(cohort: Cohort, exercise: Exercise, group: Among | None) -> None:
    """Show an exercise's charts, and let the facilitator show them to the room."""
    st.header(exercise.content(spoken()).title, anchor=exercise.slug)
    if group:
        _show_group(cohort, exercise, group)
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"show-{exercise.slug}"):
        rooms = running().store.rooms
        shown = rooms.state(cohort.code).of(exercise.slug).shown
        if shown:
            press.button(cohort, Press("hide", exercise.slug), words().lead.hide, "visibility_off")
        else:
            press.button(
                cohort, Press("reveal", exercise.slug), words().lead.next.show, "visibility"
            )
        if not votes.summary(rooms, cohort, exercise).suppressed:
            st.caption(words().cohort.revealed if shown else words().cohort.hidden)
    room.figures(cohort, exercise, on=room.DASHBOARD)


def _show_group(cohort: Cohort, exercise: Exercise, group: Among) -> None:
    """Show a group's results, or nothing if they'd give away the answers of too few."""
    told, rooms = words().group, running().store.rooms
    summary = among.summary(rooms, cohort, exercise, group)
    if summary.suppressed:
        st.info(told.too_few.format(min_group=cohort.min_group), icon=":material/group:")
        return
    everyone = votes.summary(rooms, cohort, exercise)
    st.caption(told.n.format(n=summary.n, of=everyone.n))
    room.pictures_of(cohort, exercise, summary, "-".join(group))
