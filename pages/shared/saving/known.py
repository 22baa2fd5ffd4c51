"""What a page knows of its attendee's answers: what it was drawn with, and saved since.

Another page of the same attendee may have saved something newer. So each page that is open tells,
in a widget that nobody sees, which answer it was drawn with: a server that was started anew, or has
forgotten the session, then knows what the page itself changed.
"""

from dataclasses import dataclass
from typing import cast

import streamlit as st

from data.answers import OwnAnswer
from exercises import AGENDA, Exercise
from exercises.exercise import Answer
from pages.http.running import running
from pages.shared.identity.who import Attendee
from pages.shared.saving import tab


@dataclass(frozen=True)
class Known:
    """The store's answer as this page last knew it: what it changes, it changes from there."""

    answer: Answer | None
    seq: int
    tab: str = ""  # the open page that gave it


_KNOWN = "answers as the page knows them"
_GIVEN = "answers that later steps start from"


def open_page(me: Attendee, exercise: Exercise) -> None:
    """Find out what the page that is open knows of its answer; once in each run of the page."""
    now = newest(me, exercise)
    seen = tab.seen(exercise.slug, now.seq, me.key)
    if (me.key, exercise.slug) not in _kept():
        note(me, exercise, _as_seen(me, exercise, now, seen))


def forget() -> None:
    """Forget what the page knows, as when one leaves it: it is read again when it is drawn."""
    st.session_state.pop(_KNOWN, None)


def of(me: Attendee, exercise: Exercise) -> Known:
    """Return the answer as the page knows it."""
    kept = _kept()
    if (me.key, exercise.slug) not in kept:
        note(me, exercise, newest(me, exercise))
    return kept[me.key, exercise.slug]


def note(me: Attendee, exercise: Exercise, known: Known) -> None:
    """Note what the page knows from now on."""
    _kept()[me.key, exercise.slug] = known


def newest(me: Attendee, exercise: Exercise) -> Known:
    """Return the answer as it is stored."""
    kept = cast(dict[str, Known], st.session_state.get(f"{_GIVEN}, {me.key}", {}))
    known, here = kept.get(exercise.slug), _kept().get((me.key, exercise.slug))
    seq = running().store.answers.newest(me.key, exercise.slug)
    for one in (known, here):
        if one and one.seq == seq:
            return one
    return _opened(exercise, running().store.answers.own(me.key, exercise.slug))


def given(me: Attendee) -> dict[str, Answer]:
    """Return everything that the attendee gave so far, by exercise: what later steps start from."""
    kept: dict[str, Known] = st.session_state.setdefault(f"{_GIVEN}, {me.key}", {})
    if not kept:
        own = running().store.answers.given(me.key)
        kept |= {e.slug: _opened(e, own.get(e.slug)) for e in AGENDA}
    for exercise in AGENDA:
        kept[exercise.slug] = newest(me, exercise)
    return {slug: known.answer for slug, known in kept.items() if known.answer is not None}


def _kept() -> dict[tuple[str, str], Known]:
    return cast(dict[tuple[str, str], Known], st.session_state.setdefault(_KNOWN, {}))


def _as_seen(me: Attendee, exercise: Exercise, now: Known, seen: int) -> Known:
    if now.seq <= seen or now.tab == tab.name():
        return now
    answers = running().store.answers
    return _opened(exercise, answers.own_as_seen(me.key, exercise.slug, seen, tab.name()))


def _opened(exercise: Exercise, own: OwnAnswer | None) -> Known:
    if own is None:
        return Known(None, 0)
    return Known(exercise.answer.model_validate_json(own.json), own.seq, own.tab)
