"""Invented people who answer where a facilitator brings them, to practise leading."""

import logging
import threading
import time
from collections import Counter
from random import Random
from typing import Final

from data import Store
from data.answers import ImportedAnswer
from data.cohorts import Cohort, Gone
from data.cues import RoomState
from data.faults import StoreFault
from exercises import exercise

PEOPLE: Final = 30
LASTS_SECONDS: Final = 40.0  # until all have answered a step
_EVERY_SECONDS: Final = 2.0
_PATIENCE_SECONDS: Final = 1800.0  # without a press; they come back with the facilitator

_log = logging.getLogger(__name__)
_stopped = threading.Event()


def start(store: Store, twin: Cohort, lasts: float = LASTS_SECONDS) -> threading.Thread:
    """Have invented people answer in a practice room, if they don't already, until it's deleted."""
    name = f"rehearsal {twin.code}"
    if there := [thread for thread in threading.enumerate() if thread.name == name]:
        return there[0]
    _stopped.clear()
    people = threading.Thread(
        target=_answer, args=(store, twin.code, lasts), name=name, daemon=True
    )
    people.start()
    return people


def stop() -> None:
    """Stop all invented answers, because the store is about to close."""
    _stopped.set()
    for thread in threading.enumerate():
        if thread.name.startswith("rehearsal "):
            thread.join()


def _answer(store: Store, code: str, lasts: float) -> None:
    rng, answered = Random(), Counter[tuple[str, int]]()  # noqa: S311 - nothing here is secret
    pause = min(_EVERY_SECONDS, lasts)
    at_once = max(1, round(PEOPLE * pause / lasts))
    room, until = RoomState(), time.monotonic() + _PATIENCE_SECONDS
    try:
        with store.rehearsals.running(code):
            while not _stopped.wait(pause) and store.cohorts.find(code):
                now = store.rooms.state(code)
                if now != room:
                    room, until = now, time.monotonic() + _PATIENCE_SECONDS
                if time.monotonic() > until:
                    return
                if given := _given(room, answered, at_once, rng):
                    store.answers.add(code, given)
    except Gone:
        pass  # the room was deleted, so practice is over
    except StoreFault as fault:
        _log.warning("a practice room stopped: %s", fault)


def _given(
    room: RoomState, answered: Counter[tuple[str, int]], at_once: int, rng: Random
) -> list[ImportedAnswer]:
    """Return the next few answers to the step that the room is at, in the vote that's open."""
    here, state = exercise(room.here), room.of(room.here)
    if here is None or state.locked:
        return []
    vote = (here.slug, state.vote.since)
    people = range(answered[vote], min(answered[vote] + at_once, PEOPLE))
    answered[vote] += len(people)
    answers = [here.sample(rng) for _ in people]
    if state.second and here.moves:  # so that all count, even if they chose the same by chance
        answers = [a.model_copy(update={"again": state.second.since}) for a in answers]
    return [
        ImportedAnswer(f"synthetic {n}", here.slug, answer)
        for n, answer in zip(people, answers, strict=True)
    ]
