"""Who wants to know that something changed: one revision per cohort, and listeners to it."""

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from itertools import count
from typing import NamedTuple


class Revision(NamedTuple):
    """How often a cohort changed since the server started, by what its readers care about."""

    room: int  # cues of the facilitator: every attendee's page shows them
    answers: int  # joins and answers: figures move
    shut_out: int = 0  # somebody left, or a link or the room was taken away


START = Revision(0, 0)
Listener = Callable[[str, Revision, Revision], None]


class Changes:
    """Counts changes per cohort and calls every listener on the thread that made the change."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._revisions: dict[str, Revision] = {}
        # Which of its revisions was the last that changed all figures, and those of one exercise.
        self._of_all: dict[str, int] = {}
        self._of_one: dict[tuple[str, str], int] = {}
        self._listeners: dict[int, Listener] = {}
        self._numbers = count()

    def revision(self, cohort: str) -> Revision:
        """Return the cohort's revision now."""
        return self._revisions.get(cohort, START)

    def figures_of(self, cohort: str, exercise: str) -> int:
        """Return the revision of answers in which an exercise's figures last changed."""
        return max(self._of_all.get(cohort, 0), self._of_one.get((cohort, exercise), 0))

    def room_changed(self, cohort: str) -> None:
        """Note that the facilitator changed what the room sees."""
        self._bump(cohort, None, room=1)

    def somebody_left(self, cohort: str) -> None:
        """Note that somebody left, and their answers with them."""
        self._bump(cohort, None, room=0, shut_out=1)

    def doors_changed(self, cohort: str) -> None:
        """Note that the room, or a link of it, may be gone: every page of it looks."""
        self._bump(cohort, None, room=1, shut_out=1)

    def answers_changed(self, cohort: str, exercises: Collection[str] | None = None) -> None:
        """Note that somebody joined or answered, and in which exercises: in any where not said."""
        self._bump(cohort, exercises, room=0)

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

    def _bump(
        self, cohort: str, exercises: Collection[str] | None, *, room: int, shut_out: int = 0
    ) -> None:
        with self._lock:
            before = self.revision(cohort)
            now = Revision(before.room + room, before.answers + 1, before.shut_out + shut_out)
            if exercises is None:
                self._of_all[cohort] = now.answers
            else:
                self._of_one.update({(cohort, exercise): now.answers for exercise in exercises})
            self._revisions[cohort] = now
            listeners = list(self._listeners.values())
        for listener in listeners:
            listener(cohort, now, before)
