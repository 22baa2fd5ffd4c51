"""How many have answered, close to the next button: one figure, the one that results have."""

from collections.abc import Iterator

import streamlit as st

from data.cohorts import Cohort
from exercises import Exercise
from pages.facilitator.parts import so_far
from pages.results.progress import Progress
from pages.shared.language import words
from pages.shared.results.room import tell_left_out


def show(cohort: Cohort, of: Exercise, hint: str) -> None:
    """Show how many of those here have answered; once voting is closed, how many count.

    `hint` says what that means for the next button, if anything.
    """
    told, now = words().lead, so_far.of(cohort, of)
    n = "–" if now.answered is None else now.answered
    with st.container(key="answered"):
        shows = now.closed and now.counted >= cohort.min_group
        st.metric(told.in_results if shows else words().cohort.answered, n)
        with st.container(key="how-far"):
            if not now.closed:
                st.progress((now.answered or 0) / now.whole if now.whole else 0.0)
            if said := " · ".join((*_in_words(now), *filter(None, [hint]))):
                st.caption(said)
    tell_left_out(cohort, of)


def _in_words(now: Progress) -> Iterator[str]:
    told = words().lead
    if now.closed:
        if now.unfinished:
            yield told.unfinished.format(n=now.unfinished)
        return
    yield told.of_whole.format(n=now.whole)
    if now.started or now.missing:
        yield told.still_to_come.format(started=now.started, missing=now.missing)
