"""Past rooms' results for people who learn alone, where the facilitator allowed it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Final, NamedTuple

import streamlit as st

from data.cohorts import Cohort
from exercises import Exercise
from exercises.formats import month
from pages.http.running import running
from pages.results import votes
from pages.shared import clock
from pages.shared.language import spoken, words

_AT_MOST: Final = 3
_LOOKED_AT: Final = 20  # the newest rooms to check for enough answers


class Past(NamedTuple):
    """A past room to look at: when it was, and how many answered the exercise."""

    cohort: Cohort
    day: datetime
    n: int


def chosen(exercise: Exercise) -> Cohort | None:
    """Let a learner choose one of the newest past rooms, or say that there aren't any."""
    rooms = list(islice(_shown(exercise), _AT_MOST))
    if not rooms:
        st.info(words().alone.no_past, icon=":material/history:")
        return None
    st.markdown(words().alone.past)
    named = {_named(place, room): room.cohort for place, room in enumerate(rooms, 1)}
    if len(named) == 1:
        st.text(next(iter(named)))
        return rooms[0].cohort
    picked = st.selectbox(words().alone.past_which, list(named), key=f"past-{exercise.slug}")
    return named.get(picked, rooms[0].cohort)


def _shown(exercise: Exercise) -> Iterator[Past]:
    store = running().store
    for code, day in store.rooms.past()[:_LOOKED_AT]:
        if cohort := store.cohorts.find(code):
            summary = votes.summary(store.rooms, cohort, exercise)
            if not summary.suppressed:
                yield Past(cohort, day, summary.n)


def _named(place: int, room: Past) -> str:
    when = month(clock.day_of(room.day), spoken())
    return words().alone.past_room.format(place=str(place), month=when, n=room.n)
