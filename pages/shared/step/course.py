"""The course for people who learn alone: its sittings, and what each step is about."""

from typing import Final

import streamlit as st

from exercises import Exercise
from exercises import exercise as found
from exercises.content import Content
from pages.shared.language import spoken, words

# What goes well together in one sitting, by the first step's slug.
_SITTINGS: Final = {
    "roles": ("roles", "goals", "self_assessment"),
    "mentor_criteria": ("mentor_criteria", "find_mentors"),
    "pitch": ("pitch", "nurture", "myths", "closing"),
}
# Reading adds to the minutes that a step takes in a room.
_WITH_READING: Final = 1.25


def begin_sitting(exercise: Exercise) -> None:
    """Show which sitting starts with this exercise, and about how long it takes."""
    if exercise.slug not in _SITTINGS:
        return
    sitting = [e for slug in _SITTINGS[exercise.slug] if (e := found(slug))]
    minutes = sum(e.content(spoken()).minutes for e in sitting) * _WITH_READING
    number = list(_SITTINGS).index(exercise.slug) + 1
    told = words().alone.sitting.format(n=number, minutes=5 * round(minutes / 5))
    st.markdown(f"**{told}**")


def teach(content: Content, *, unfolded: bool) -> None:
    """Show what a step is about, and a worked example."""
    if not content.teach:
        return
    told = words().alone
    with st.expander(told.about, expanded=unfolded, icon=":material/school:"):
        st.markdown(f"{content.why}\n\n{content.teach}")
        if content.example:
            with st.container(border=True):
                st.markdown(f"**{told.example}**\n\n{content.example}")
