"""What a page knows of its attendee's answers: what it was drawn with, and saved since.

Another of the attendee's pages may have saved something newer. So each open page says, in a hidden
widget, which answer it was drawn with. A server that has restarted or forgotten the session can
then tell what the page itself changed.
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
    """The stored answer as this page last knew it, on which its changes are based."""

    answer: Answer | None
    seq: int
    tab: str = ""  # the page that gave it


_KNOWN = "answers as the page knows them"
_GIVEN = "answers that later steps start from"


def open_page(me: Attendee, exercise: Exercise) -> None:
    """Find out what the open page knows of its answer; call this once in each run of the page."""
    now = newest(me, exercise)
    seen = tab.seen(exercise.slug, now.seq, me.key)
    if (me.key, exercise.slug) not in _kept():
        note(me, exercise, _as_seen(me, exercise, now, seen))


def forget() -> None:
    """Forget what the page knows, so that it's read again with the next draw."""
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
    """Return the answer as it's stored."""
    kept = cast(dict[str, Known], st.session_state.get(f"{_GIVEN}, {me.key}", {}))
    known, here = kept.get(exercise.slug), _kept().get((me.key, exercise.slug))
    seq = running().store.answers.newest(me.key, exercise.slug)
    for one in (known, here):
        if one and one.seq == seq:
            return one
    return _opened(exercise, running().store.answers.own(me.key, exercise.slug))


def given(me: Attendee) -> dict[str, Answer]:
    """Return all the attendee's answers so far, by exercise, for later steps to start from."""
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
