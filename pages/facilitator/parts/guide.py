"""A step's guide beside the controls: what to say now, what to ask, and what else may help."""

from collections.abc import Iterable

import streamlit as st

from data.cohorts import Cohort
from exercises import Exercise
from exercises.content import Guide
from pages.facilitator.parts import press
from pages.http.running import running
from pages.shared.language import spoken, words


def show(cohort: Cohort, of: Exercise) -> None:
    """Show what to say while people answer, or what to ask once results are shown."""
    guide = of.content(spoken()).guide
    if guide is None:
        return
    told, room = words().guide, running().store.rooms.state(cohort.code)
    lasts = {stop.exercise.slug: stop.minutes for stop in press.stops_of(room)}
    minutes = words().house.minutes.format(n=lasts.get(of.slug, of.content().minutes))
    asking, telling = (told.ask, _questions(guide)), (told.say, guide.say)
    shown = room.of(of.slug).shown
    now, later = (asking, telling) if shown else (telling, asking)
    with st.container(border=True, key="guide"):
        st.caption(told.of_step.format(minutes=minutes))
        _write((now, *_at_a_glance(guide, shown=shown)))
        with st.expander(told.more):
            _write((later, *_at_a_glance(guide, shown=not shown), *_elsewhere(guide)))
        st.link_button(
            told.to_print, f"/api/cohorts/{cohort.code}/guide.html", icon=":material/print:"
        )


def _questions(guide: Guide) -> str:
    asking = words().guide.asking
    return "\n".join(f"- {asking.format(when=f'*{q.when}*', what=q.what)}" for q in guide.ask)


def _at_a_glance(guide: Guide, *, shown: bool) -> tuple[tuple[str, str], ...]:
    told = words().guide
    if shown:
        return ((told.listen, guide.listen),)
    return ((told.people, guide.people), (told.few, guide.few))


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
