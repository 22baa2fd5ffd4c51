"""The one save path: what a page shows is validated, kept when it changed, and only then saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from pydantic import ValidationError

from data.answers import OwnAnswer
from data.cohorts import Gone
from data.faults import StoreFault
from exercises import AGENDA, Exercise
from exercises.exercise import Answer
from pages.http.running import running
from pages.shared import fields, quick, tab, whereabouts
from pages.shared.language import words
from pages.shared.whereabouts import Line
from pages.shared.who import Attendee

A = TypeVar("A", bound=Answer)


@dataclass(frozen=True)
class Known:
    """The store's answer as this page last knew it: what it changes, it changes from there."""

    answer: Answer | None
    seq: int
    tab: str = ""  # the open page that gave it


def stored(me: Attendee, exercise: Exercise, model: type[A]) -> A | None:
    """Return the attendee's own answer as the page knows it, or None before the first."""
    del model  # only there to say what comes back
    return cast(A | None, _known(me, exercise).answer)


def seq_of(me: Attendee, exercise: Exercise) -> int:
    """Return the seq of the attendee's answer as the page knows it; 0 before the first."""
    return _known(me, exercise).seq


def done(me: Attendee) -> tuple[Exercise, ...]:
    """Return the exercises in which the attendee gave an answer, in the order of the agenda."""
    answered = given(me)
    return tuple(e for e in AGENDA if e.slug in answered)


def given(me: Attendee) -> dict[str, Answer]:
    """Return everything that the attendee gave so far, by exercise: what later steps start from."""
    kept: dict[str, Known] = st.session_state.setdefault(f"{_GIVEN}, {me.key}", {})
    if not kept:
        own = running().store.answers.given(me.key)
        kept |= {e.slug: _opened(e, own.get(e.slug)) for e in AGENDA}
    for exercise in AGENDA:
        newest = running().store.answers.newest(me.key, exercise.slug)
        if newest != kept[exercise.slug].seq:
            here = st.session_state.get(_KNOWN, {}).get((me.key, exercise.slug))
            known = here if here and here.seq == newest else None
            kept[exercise.slug] = known or _opened(
                exercise, running().store.answers.own(me.key, exercise.slug)
            )
    return {slug: known.answer for slug, known in kept.items() if known.answer is not None}


def _opened(exercise: Exercise, own: OwnAnswer | None) -> Known:
    if own is None:
        return Known(None, 0)
    return Known(exercise.answer.model_validate_json(own.json), own.seq, own.tab)


def load(me: Attendee, loaded: Mapping[str, Answer]) -> None:
    """Keep answers to several exercises, all or nothing; raise Gone or StoreFault if they can't be.

    Every page of this session then begins anew from what is stored.
    """
    answers = running().store.answers
    answers.save_all(me.key, me.cohort.code, loaded, tab.name())
    st.session_state.pop(_KNOWN, None)
    tab.show_anew(max(answers.newest(me.key, slug) for slug in loaded))


def save(me: Attendee, exercise: Exercise, shown: dict[str, Any]) -> bool:
    """Keep what a part of the page shows if it differs from what is stored, and say what happened.

    `shown` holds some fields of the answer; those left out stay as they are stored.
    Says whether something new was kept.

    Called on every run and never only on a click: a value that a browser sends again after a
    dropped connection or a restart is stored without anybody doing anything (DESIGN 10). What is
    not valid is told and left as it was; the rest is kept.
    """
    typed = fields.taken()  # before saving, which may end this run
    known, part = _known(me, exercise), "-".join((exercise.slug, *shown))
    answer, refused = _as_far_as_valid(exercise, shown, known)
    changed = answer != (known.answer or exercise.answer())
    failed = _keep(me, exercise, known, answer) if changed else ""
    whereabouts.say(part, _line(refused, failed, is_kept=changed or _says_anything(answer, shown)))
    told = refused or failed
    fields.keep_drafts(part, typed, all_saved=not told)
    return changed and not failed


def _line(refused: str, failed: str, *, is_kept: bool) -> Line | None:
    """Return what there is to say of where an answer is."""
    if told := refused or failed:
        return Line(told, "error" if refused else "cloud_off", complains=True)
    return Line(_saved(), "check") if is_kept else None


def _keep(me: Attendee, exercise: Exercise, known: Known, answer: Answer) -> str:
    """Keep an answer; return what came in the way, or nothing."""
    try:
        _save(me, exercise, known, answer)
    except Gone:
        quick.redraw_page()  # and it says that the room is closed
    except StoreFault as failure:
        st.session_state[_UNSAVED] = True
        told = words().store_faults[failure.fault.value]
        return f"**{words().saving.failed}.** {told.on_page}"
    return ""


def unsaved() -> bool:
    """Say whether the store failed to take an answer since this was asked last."""
    return bool(st.session_state.pop(_UNSAVED, False))


_UNSAVED = "an answer that the store did not take"
_KNOWN = "answers as the page knows them"
_GIVEN = "answers that later steps start from"
_SAVED_AT = "time of the last save"


def _save(me: Attendee, exercise: Exercise, known: Known, answer: Answer) -> None:
    """Save an answer, over nothing that another open page of the attendee has saved meanwhile."""
    answers = running().store.answers
    elsewhere = answers.newest(me.key, exercise.slug) != known.seq
    if elsewhere:
        answer = _merged(exercise, known.answer, answer, _read(me, exercise).answer)
    seq = answers.save(me.key, me.cohort.code, exercise.slug, answer, tab.name())
    st.session_state[_KNOWN][me.key, exercise.slug] = Known(answer, seq, tab.name())
    st.session_state[_SAVED_AT] = datetime.now(UTC)
    if elsewhere:
        tab.show_anew(seq)
        quick.redraw_page()
    if known.answer is None:
        quick.first_answer()


def _merged(exercise: Exercise, base: Answer | None, mine: Answer, theirs: Answer | None) -> Answer:
    """Return the answer with what this page changed, and the rest as the other page left it.

    Where the two don't go together, what was given last counts.
    """
    base, theirs = base or exercise.answer(), theirs or exercise.answer()
    fields = {
        field: getattr(theirs if getattr(mine, field) == getattr(base, field) else mine, field)
        for field in exercise.answer.model_fields
    }
    try:
        return exercise.answer.model_validate(fields)  # so that what is counted is counted anew
    except ValidationError:
        return mine


def _known(me: Attendee, exercise: Exercise) -> Known:
    kept: dict[tuple[str, str], Known] = st.session_state.setdefault(_KNOWN, {})
    if (me.key, exercise.slug) not in kept:
        known = _read_already(me, exercise) or _read(me, exercise)
        if known.answer is not None and tab.is_older_than(known.tab):
            tab.show_anew(known.seq)
        kept[me.key, exercise.slug] = known
    return kept[me.key, exercise.slug]


def _read_already(me: Attendee, exercise: Exercise) -> Known | None:
    """Return the answer as it was read with all the others, when there is no newer one."""
    given: dict[str, Known] = st.session_state.get(f"{_GIVEN}, {me.key}", {})
    known = given.get(exercise.slug)
    newest = running().store.answers.newest(me.key, exercise.slug)
    return known if known and known.seq == newest else None


def _read(me: Attendee, exercise: Exercise) -> Known:
    return _opened(exercise, running().store.answers.own(me.key, exercise.slug))


def _as_far_as_valid(exercise: Exercise, shown: dict[str, Any], known: Known) -> tuple[Answer, str]:
    """Return the answer with all that is valid of what is shown, and why the rest is not."""
    before = _fields(known.answer or exercise.answer())
    try:
        return exercise.answer.model_validate({**before, **shown}), ""
    except ValidationError as error:
        told = words().saving.refused.format(reason=_reasons(error))
        wrong = {str(e["loc"][0]) for e in error.errors() if e["loc"]}
    rest = {field: value for field, value in shown.items() if field not in wrong}
    try:
        return exercise.answer.model_validate({**before, **rest}), told
    except ValidationError:  # what is wrong is how fields go together: none of them is kept
        return exercise.answer.model_validate(before), told


def _fields(answer: Answer) -> dict[str, Any]:
    return {field: getattr(answer, field) for field in type(answer).model_fields}


def _says_anything(answer: Answer, part: Iterable[str]) -> bool:
    """Say whether any of these fields is other than in an answer that nobody has touched."""
    untouched = type(answer)()
    return any(getattr(answer, field) != getattr(untouched, field) for field in part)


def _saved() -> str:
    at = st.session_state.get(_SAVED_AT)
    if at is None:
        return words().saving.saved_before
    return words().saving.saved.format(time=_on_their_clock(at))


def _reasons(error: ValidationError) -> str:
    known = words().saving.reasons
    told = (known.get(e["type"], known["other"]).format(**e.get("ctx", {})) for e in error.errors())
    return " ".join(dict.fromkeys(told))


def _on_their_clock(at: datetime) -> str:
    try:
        zone = ZoneInfo(st.context.timezone or "UTC")
    except (ValueError, OSError, ZoneInfoNotFoundError):  # a browser can claim to be anywhere
        zone = ZoneInfo("UTC")
    return f"{at.astimezone(zone):%H:%M}"
