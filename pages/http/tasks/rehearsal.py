"""Invented people who answer over a few minutes, so that a facilitator can practise."""

import logging
import threading
from random import Random
from typing import Final

from data import Store
from data.answers import ImportedAnswer
from data.cohorts import Cohort, Gone
from data.faults import StoreFault
from exercises import AGENDA, Exercise

PEOPLE: Final = 30
LASTS_SECONDS: Final = 180.0
_EVERY_SECONDS: Final = 2.0

_log = logging.getLogger(__name__)
_stopped = threading.Event()


def start(store: Store, twin: Cohort, lasts: float = LASTS_SECONDS) -> threading.Thread:
    """Have invented people answer in a practice room until all have answered or it's deleted."""
    _stopped.clear()
    people = threading.Thread(
        target=_answer, args=(store, twin.code, lasts), name="rehearsal", daemon=True
    )
    people.start()
    return people


def stop() -> None:
    """Stop all invented answers, because the store is about to close."""
    _stopped.set()
    for thread in threading.enumerate():
        if thread.name == "rehearsal":
            thread.join()


def _answer(store: Store, code: str, lasts: float) -> None:
    rng = Random()  # noqa: S311 - nothing here is secret
    to_come = [(person, exercise) for exercise in AGENDA for person in range(PEOPLE)]
    pause = min(_EVERY_SECONDS, lasts)
    at_once = max(1, round(len(to_come) * pause / lasts)) if lasts else len(to_come)
    try:
        with store.rehearsals.running(code):
            while to_come and not _stopped.wait(pause) and store.cohorts.find(code):
                # People answer the exercise that the facilitator brought everyone to first.
                here = store.rooms.state(code).here
                to_come.sort(key=lambda next_one: next_one[1].slug != here)
                now, to_come = to_come[:at_once], to_come[at_once:]
                store.answers.add(code, [_given(person, of, rng) for person, of in now])
    except Gone:
        pass  # the room was deleted, so practice is over
    except StoreFault as fault:
        _log.warning("a practice room stopped: %s", fault)


def _given(person: int, exercise: Exercise, rng: Random) -> ImportedAnswer:
    return ImportedAnswer(f"synthetic {person}", exercise.slug, exercise.sample(rng))
