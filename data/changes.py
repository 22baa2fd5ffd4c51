"""Who wants to know that something changed: one revision per cohort, and listeners to it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import NamedTuple


class Revision(NamedTuple):
    """How often a cohort changed since the server started, by what its readers care about."""

    room: int  # cues of the facilitator: every attendee's page shows them
    answers: int  # joins and answers: figures move


START = Revision(0, 0)
Listener = Callable[[str, Revision, Revision], None]


class Changes:
    """Counts changes per cohort and calls every listener on the thread that made the change."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._revisions: dict[str, Revision] = {}
        self._listeners: dict[int, Listener] = {}
        self._numbers = count()

    def revision(self, cohort: str) -> Revision:
        """Return the cohort's revision now."""
        return self._revisions.get(cohort, START)

    def room_changed(self, cohort: str) -> None:
        """Note that the facilitator changed what the room sees."""
        self._bump(cohort, room=1, answers=1)

    def answers_changed(self, cohort: str) -> None:
        """Note that somebody joined or answered."""
        self._bump(cohort, room=0, answers=1)

    @contextmanager
    def listening(self, listener: Listener) -> Iterator[None]:
        """Call the listener with (cohort, now, before) at every change; it must not wait."""
        number = next(self._numbers)
        with self._lock:
            self._listeners[number] = listener
        try:
            yield
        finally:
            with self._lock:
                del self._listeners[number]

    def _bump(self, cohort: str, *, room: int, answers: int) -> None:
        with self._lock:
            before = self.revision(cohort)
            now = Revision(before.room + room, before.answers + answers)
            self._revisions[cohort] = now
            listeners = list(self._listeners.values())
        for listener in listeners:
            listener(cohort, now, before)
