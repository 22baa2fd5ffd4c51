"""A step's guide beside the controls: what to say now, what to ask, and what else may help."""

from collections.abc import Iterable

import streamlit as st

from data.cohorts import Cohort
from exercises import Exercise
from exercises.content import Guide
from pages.facilitator.parts import press
from pages.http.running import running
from pages.results import votes
from pages.shared.language import spoken, words


def show(cohort: Cohort, of: Exercise) -> None:
    """Show what to say while people answer, what to ask about results, or to do without any."""
    guide = of.content(spoken()).guide
    if guide is None:
        return
    told, room = words().guide, running().store.rooms.state(cohort.code)
    lasts = {stop.exercise.slug: stop.minutes for stop in press.stops_of(room)}
    minutes = words().house.minutes.format(n=lasts.get(of.slug, of.content().minutes))
    now, later = _answering(guide), _talking(guide)
    if votes.closed_with_too_few(
        running().store.rooms, cohort, of
    ):  # so there's nothing to ask about
        now, later = ((told.few, guide.few),), now[:-1]
    elif room.of(of.slug).shown:
        now, later = later, now
    with st.container(border=True, key="guide"):
        st.caption(told.of_step.format(title=of.content(spoken()).title, minutes=minutes))
        _write(now)
        with st.expander(told.more):
            _write((*later, *_elsewhere(guide)))
        st.link_button(
            told.to_print, f"/api/cohorts/{cohort.code}/guide.html", icon=":material/print:"
        )


def _answering(guide: Guide) -> tuple[tuple[str, str], ...]:
    told = words().guide
    return ((told.say, guide.say), (told.people, guide.people), (told.few, guide.few))


def _talking(guide: Guide) -> tuple[tuple[str, str], ...]:
    told = words().guide
    asking = "\n".join(
        f"- {told.asking.format(when=f'*{q.when}*', what=q.what)}" for q in guide.ask
    )
    return ((told.ask, asking), (told.listen, guide.listen))


def _elsewhere(guide: Guide) -> tuple[tuple[str, str], ...]:
    told = words().guide
    return (
        (told.late, guide.late),
        (told.on_a_call, guide.on_a_call),
        (told.in_a_room, guide.in_a_room),
    )


def _write(parts: Iterable[tuple[str, str]]) -> None:
    for title, text in parts:
        st.markdown(f"**{title}**\n\n{text}")
