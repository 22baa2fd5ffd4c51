"""The one save path: what a page shows is validated, and stored only if it has changed."""

import threading
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final, TypeVar, cast

import streamlit as st
from pydantic import ValidationError

from data.cohorts import Gone
from data.faults import StoreFault
from exercises import AGENDA, Exercise
from exercises.exercise import Answer
from exercises.merging import merged
from pages.http.running import running
from pages.shared.identity.who import Attendee
from pages.shared.language import words
from pages.shared.saving import fields, known, quick, save_status, tab
from pages.shared.saving.known import Known
from pages.shared.saving.save_status import Line

A = TypeVar("A", bound=Answer)
given = known.given

_UNSAVED = "an answer that the store did not take"
_ELSEWHERE = "what another page of the attendee saved, and this one doesn't show yet"
_FROM_ELSEWHERE = "fields that this page shows as another one saved them"
_SAVED_AT = "time of the last save"

_saving: Final = tuple(threading.Lock() for _ in range(64))


def stored(me: Attendee, exercise: Exercise, model: type[A]) -> A | None:
    """Return the attendee's own answer as this page knows it, or None if there's none yet."""
    del model  # only there to type the result
    return cast(A | None, known.of(me, exercise).answer)


def seq_of(me: Attendee, exercise: Exercise) -> int:
    """Return the seq of the attendee's answer as this page knows it, or 0 if there's none yet."""
    return known.of(me, exercise).seq


def done(me: Attendee) -> tuple[Exercise, ...]:
    """Return the exercises whose core the attendee has finished, in the order of the agenda."""
    answered = begun(me)
    return tuple(e for e in AGENDA if answered[e.slug][0] == answered[e.slug][1])


def begun(me: Attendee) -> dict[str, tuple[int, int]]:
    """Return how much of each exercise's core is done, and how much there is, by slug."""
    answered = given(me)
    return {e.slug: e.core(answered.get(e.slug, e.answer())) for e in AGENDA}


def load(me: Attendee, loaded: Mapping[str, Answer]) -> None:
    """Store answers to several exercises, all or nothing; raise Gone or StoreFault if that fails.

    Every page of this session then starts again from the store.
    """
    answers = running().store.answers
    answers.save_all(me.key, me.cohort.code, loaded)
    known.forget()
    tab.show_anew(max(answers.newest(me.key, slug) for slug in loaded))


def save(
    me: Attendee,
    exercise: Exercise,
    shown: dict[str, Any],
) -> bool:
    """Save what a part of the page shows if it differs from the store, and show its status.

    `shown` holds some of the answer's fields; the others stay as stored. Returns whether anything
    new was stored. *Saved* also says how much of the core is done, such as 3 of 8.

    Called on every run rather than only on a click, so that values that a browser sends again after
    a dropped connection or a restart are stored without anyone doing anything (DESIGN 10). Invalid
    fields are reported and stay as they were; the rest is stored.
    """
    typed = fields.taken()  # before saving, which may end this run
    here, part = known.of(me, exercise), "-".join((exercise.slug, *shown))
    answer, refused = _as_far_as_valid(exercise, shown, here)
    changed = answer != (here.answer or exercise.answer())
    failed = _keep(me, exercise, here, answer) if changed or _is_overtaken(me, exercise) else ""
    if _ELSEWHERE in st.session_state and not failed:
        return False  # the page says more once it shows what's stored
    if changed and not failed:
        st.session_state.pop(_FROM_ELSEWHERE, None)
    is_kept = changed or _says_anything(answer, shown)
    told = refused or failed
    saved = _saved(exercise.core(answer)) if is_kept else ""
    save_status.say(part, _line(refused, failed, shown, saved))
    fields.keep_drafts(part, typed, all_saved=not told)
    return changed and not failed


def vote_the_same(me: Attendee, exercise: Exercise, since: int) -> str:
    """Save an answer again, unchanged, in a second vote that began here; return any error."""
    here = known.of(me, exercise)
    if here.answer is None:
        return ""
    return _keep(me, exercise, here, here.answer.model_copy(update={"again": since}))


def turn() -> None:
    """Make the page that's about to open start from the store."""
    known.forget()
    for of_another_page in (_ELSEWHERE, _FROM_ELSEWHERE):
        st.session_state.pop(of_another_page, None)


def show_newest(me: Attendee) -> None:
    """Redraw the page if it's behind the store; call this once all its parts are saved."""
    exercise: Exercise | None = st.session_state.pop(_ELSEWHERE, None)
    if exercise is None:
        return
    before, now = known.of(me, exercise), known.newest(me, exercise)
    known.forget()
    tab.show_anew(now.seq)
    shown, kept = (of.answer or exercise.answer() for of in (before, now))
    differ = (f for f in exercise.answer.model_fields if getattr(shown, f) != getattr(kept, f))
    st.session_state[_FROM_ELSEWHERE] = frozenset(differ)
    quick.redraw_page()


def unsaved() -> bool:
    """Say whether the store failed to take an answer since the last call."""
    return bool(st.session_state.pop(_UNSAVED, False))


def _line(refused: str, failed: str, part: Iterable[str], saved: str) -> Line | None:
    """Return the status line for an answer, if any."""
    if told := refused or failed:
        return Line(told, "error" if refused else "cloud_off", complains=True)
    if not st.session_state.get(_FROM_ELSEWHERE, frozenset()).isdisjoint(part):
        return Line(words().saving.elsewhere.format(saved=saved or _saved()), "sync")
    return Line(saved, "check") if saved else None


def _keep(me: Attendee, exercise: Exercise, here: Known, answer: Answer) -> str:
    """Store an answer, and return the error, or an empty string."""
    try:
        with _saving[hash(me.key) % len(_saving)]:
            _save(me, exercise, here, answer)
    except Gone:
        quick.redraw_page()  # the page then says that the room is closed
    except StoreFault as failure:
        st.session_state[_UNSAVED] = True
        told = words().store_faults[failure.fault.value]
        return f"**{words().saving.failed}.** {told.on_page}"
    if _changes_the_head(exercise, here.answer, answer) and _ELSEWHERE not in st.session_state:
        quick.first_answer()
    return ""


def _changes_the_head(exercise: Exercise, before: Answer | None, now: Answer) -> bool:
    """Say whether this is the first answer, or changes whether the exercise is done."""
    return before is None or _is_done(exercise, before) != _is_done(exercise, now)


def _is_done(exercise: Exercise, answer: Answer) -> bool:
    n, of = exercise.core(answer)
    return n == of


def _is_overtaken(me: Attendee, exercise: Exercise) -> bool:
    """Say whether another page has saved something newer than this one knows."""
    return running().store.answers.newest(me.key, exercise.slug) != known.of(me, exercise).seq


def _save(me: Attendee, exercise: Exercise, here: Known, answer: Answer) -> None:
    """Save an answer, merged with what the attendee's other open pages have saved meanwhile."""
    answers = running().store.answers
    if _is_overtaken(me, exercise):
        _save_together(me, exercise, here, answer)
        return
    seq = answers.save(me.key, me.cohort.code, exercise.slug, answer, tab.name())
    known.note(me, exercise, Known(answer, seq, tab.name()))
    st.session_state[_SAVED_AT] = datetime.now(UTC)


def _save_together(me: Attendee, exercise: Exercise, here: Known, answer: Answer) -> None:
    now = known.newest(me, exercise)
    base, theirs = (of.answer or exercise.answer() for of in (here, now))
    together = merged(base, answer, theirs)
    if together != theirs:
        # Without a tab's name, because this page doesn't show the merged answer until it's redrawn.
        running().store.answers.save(me.key, me.cohort.code, exercise.slug, together)
        st.session_state[_SAVED_AT] = datetime.now(UTC)
    # The page's other parts are still to be saved, and their changes started from here.
    known.note(me, exercise, Known(answer, here.seq, here.tab))
    st.session_state[_ELSEWHERE] = exercise


def _as_far_as_valid(exercise: Exercise, shown: dict[str, Any], here: Known) -> tuple[Answer, str]:
    """Return the answer with all valid fields of what's shown, and why the rest is invalid."""
    before = _fields(here.answer or exercise.answer())
    try:
        return exercise.answer.model_validate({**before, **shown}), ""
    except ValidationError as error:
        told = words().saving.refused.format(reason=_reasons(error))
        wrong = {str(e["loc"][0]) for e in error.errors() if e["loc"]}
    rest = {field: value for field, value in shown.items() if field not in wrong}
    try:
        return exercise.answer.model_validate({**before, **rest}), told
    except ValidationError:  # the fields don't fit together, so none of them is stored
        return exercise.answer.model_validate(before), told


def _fields(answer: Answer) -> dict[str, Any]:
    return {field: getattr(answer, field) for field in type(answer).model_fields}


def _says_anything(answer: Answer, part: Iterable[str]) -> bool:
    """Say whether any of these fields differs from an untouched answer's."""
    untouched = type(answer)()
    return any(getattr(answer, field) != getattr(untouched, field) for field in part)


def _saved(progress: tuple[int, int] | None = None) -> str:
    told, at = words().saving, st.session_state.get(_SAVED_AT)
    saved = told.saved_before if at is None else told.saved.format(time=_on_their_clock(at))
    if progress is None:
        return saved
    n, of = progress
    return told.progress.format(saved=saved, n=n, of=of)


def _reasons(error: ValidationError) -> str:
    all_of = words().saving.reasons
    told = (
        all_of.get(e["type"], all_of["other"]).format(**e.get("ctx", {})) for e in error.errors()
    )
    return " ".join(dict.fromkeys(told))


def _on_their_clock(at: datetime) -> str:
    """Return the time on the browser's clock, by its offset from UTC.

    Its time zone's name would mean opening a file, which fails when no more can be opened.
    """
    behind = st.context.timezone_offset or 0
    try:
        zone = timezone(timedelta(minutes=-behind))
    except (ValueError, OverflowError):  # a browser can claim any offset
        zone = UTC
    return f"{at.astimezone(zone):%H:%M}"
