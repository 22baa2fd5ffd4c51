"""The one save path: what a page shows is validated, kept when it changed, and only then saved."""

from datetime import UTC, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from pydantic import ValidationError

from data.faults import StoreFault
from exercises import Exercise
from exercises.exercise import Answer
from pages.http.running import running
from pages.shared.who import Attendee
from pages.wording import WORDS

A = TypeVar("A", bound=Answer)


def stored(me: Attendee, exercise: Exercise, model: type[A]) -> A | None:
    """Return the attendee's own answer as the store has it, or None before the first."""
    known = st.session_state.setdefault(_KEPT, {})
    asked = (me.key, exercise.slug)
    if asked not in known:
        found = running().store.answers.own(me.key, exercise.slug)
        known[asked] = model.model_validate_json(found) if found else None
    answer: A | None = known[asked]
    return answer


def save(me: Attendee, exercise: Exercise, shown: dict[str, Any]) -> None:
    """Keep what the page shows if it differs from what is stored, and say what became of it.

    Called on every run and never only on a click: a value that a browser sends again after a
    dropped connection or a restart is stored without anybody doing anything (DESIGN 10).
    """
    before = stored(me, exercise, exercise.answer)
    try:
        answer = exercise.answer.model_validate(shown)
    except ValidationError as error:
        st.error(WORDS.saving.refused.format(reason=_reasons(error)), icon=":material/error:")
        return
    if answer == (before or exercise.answer()):
        _say_saved(before)
        return
    try:
        at = running().store.answers.save(me.key, me.cohort.code, exercise.slug, answer)
    except StoreFault as failure:
        words = WORDS.store_faults[failure.fault.value]
        st.error(f"**{WORDS.saving.failed}.** {words.on_page}", icon=":material/cloud_off:")
        return
    st.session_state[_KEPT][me.key, exercise.slug] = answer
    st.session_state[_SAVED_AT] = at
    if before is None:
        st.rerun(scope="app")  # the page now has more to show than its inputs
    _say_saved(answer)


_KEPT = "answers as stored"
_SAVED_AT = "time of the last save"


def _say_saved(answer: Answer | None) -> None:
    at = st.session_state.get(_SAVED_AT)
    if answer is None:
        st.caption(WORDS.saving.nothing_yet)
    elif at is None:
        st.caption(f":material/check: {WORDS.saving.saved_before}")
    else:
        st.caption(f":material/check: {WORDS.saving.saved.format(time=_on_their_clock(at))}")


def _reasons(error: ValidationError) -> str:
    known = WORDS.saving.reasons
    told = (known.get(e["type"], known["other"]).format(**e.get("ctx", {})) for e in error.errors())
    return " ".join(dict.fromkeys(told))


def _on_their_clock(at: datetime) -> str:
    try:
        zone = ZoneInfo(st.context.timezone or "UTC")
    except (ValueError, ZoneInfoNotFoundError):  # a browser can claim to be anywhere
        zone = ZoneInfo("UTC")
    return f"{at.replace(tzinfo=UTC).astimezone(zone):%H:%M}"
