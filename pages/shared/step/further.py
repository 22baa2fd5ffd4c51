"""*Go further*: what a page has beyond its core, collapsed until someone opens it."""

from contextlib import AbstractContextManager
from typing import Any

import streamlit as st

from exercises import Exercise
from pages.shared import browser
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken, words
from pages.shared.saving import quick


def fold(me: Attendee, exercise: Exercise) -> AbstractContextManager[Any]:
    """Return the collapsed part of a page, to be filled; once opened, it stays open."""
    place = f"further-{exercise.slug}"
    with st.container(key=place):
        told = words().house.further.format(what=exercise.content(spoken()).further)
        part = st.expander(told, icon=":material/hiking:")
    with quick.place("unseen-fold", of=True) as is_new:
        if is_new:
            browser.keep_open(place, me.own_draft(place))
    return part
