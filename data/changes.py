"""Change tracking: one revision per cohort, and listeners for every change.

On PostgreSQL other processes change cohorts too: changes made here are sent to them, and theirs are
received here (data/others.py). Revisions belong to this process, for its caches; the numbers that
pages compare are shared by all.
"""

import secrets
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Final, NamedTuple

from data.faults import StoreFault


class Revision(NamedTuple):
    """How often a cohort changed since the server started, by what its readers care about."""

    room: int  # the facilitator's cues, which every attendee's page shows
    answers: int  # joins and answers, which move results
    shut_out: int = 0  # someone left, or a link or the room was deleted


class Change(NamedTuple):
    """A change in a cohort; `exercises` is None if all results changed."""

    cohort: str
    exercises: frozenset[str] | None
    room: int = 0
    shut_out: int = 0
    number: int = 0  # in the order shared by all processes
    room_number: int = 0  # that of the last change to the room


START = Revision(0, 0)
Listener = Callable[[str, Revision, Revision], None]

EVERY: Final = ""
"""In place of a cohort, where any of them may have changed."""


class Changes:
    """Counts changes per cohort and calls every listener in the thread that made the change."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._revisions: dict[str, Revision] = {}
        # The last revision that changed all results, and the last that changed one exercise's.
        self._of_all: dict[str, int] = {}
        self._of_one: dict[tuple[str, str], int] = {}
        self._missed = 0  # how often any of them may have changed unnoticed
        self._listeners: dict[int, Listener] = {}
        self._counted = count()
        # Tells one start of this process from the next, unless numbers are shared.
        self._start = secrets.token_hex(4)
        self._numbers: dict[str, dict[str, int]] = defaultdict(dict)
        self._all_are = 0

    def revision(self, cohort: str) -> Revision:
        """Return the cohort's current revision."""
        known, missed = self._revisions.get(cohort, START), self._missed
        return Revision(known.room + missed, known.answers + missed, known.shut_out + missed)

    def number(self, cohort: str, interest: str) -> str:
        """Return a version of the cohort's state; a later state has a higher one."""
        return f"{self._start}.{max(self._all_are, self._numbers[cohort].get(interest, 0))}"

    def figures_of(self, cohort: str, exercise: str) -> int:
        """Return the answers revision in which an exercise's results last changed."""
        last = max(self._of_all.get(cohort, 0), self._of_one.get((cohort, exercise), 0))
        return last + self._missed

    def room_changed(self, cohort: str) -> None:
        """Record that the facilitator changed what the room sees."""
        self.note(Change(cohort, None, room=1))

    def somebody_left(self, cohort: str) -> None:
        """Record that someone left, and their answers with them."""
        self.note(Change(cohort, None, shut_out=1))

    def doors_changed(self, cohort: str) -> None:
        """Record that the room, or one of its links, may be gone: every page of it checks."""
        self.note(Change(cohort, None, room=1, shut_out=1))

    def answers_changed(self, cohort: str, exercises: Collection[str] | None = None) -> None:
        """Record that someone joined or answered, and in which exercises; None means any."""
        self.note(Change(cohort, None if exercises is None else frozenset(exercises)))

    def note(self, change: Change) -> None:
        """Record a change made by this process."""
        self.heard(change)

    @contextmanager
    def listening(self, listener: Listener) -> Iterator[None]:
        """Call the listener with (cohort, now, before) on every change; it mustn't block.

        If any cohort may have changed, the cohort is EVERY.
        """
        number = next(self._counted)
        with self._lock:
            self._listeners[number] = listener
        try:
            yield
        finally:
            with self._lock:
                del self._listeners[number]

    def heard(self, change: Change) -> None:
        """Count a change and call every listener."""
        cohort = change.cohort
        with self._lock:
            before = self._revisions.get(cohort, START)
            now = Revision(
                before.room + change.room, before.answers + 1, before.shut_out + change.shut_out
            )
            if change.exercises is None:
                self._of_all[cohort] = now.answers
            else:
                self._of_one.update({(cohort, of): now.answers for of in change.exercises})
            self._revisions[cohort] = now
            self._number(change, now)
        self._tell(cohort, now, before)

    def _number(self, change: Change, now: Revision) -> None:
        numbers = self._numbers[change.cohort]
        numbers["answers"] = max(numbers.get("answers", 0), change.number or now.answers)
        if change.room:
            numbers["room"] = max(numbers.get("room", 0), change.room_number or now.room)

    def _tell(self, cohort: str, now: Revision, before: Revision) -> None:
        with self._lock:
            listeners = list(self._listeners.values())
        for listener in listeners:
            listener(cohort, now, before)


class SharedChanges(Changes):
    """Changes that are sent to other processes and numbered in an order shared by all."""

    def __init__(
        self,
        next_number: Callable[[], int],
        afterwards: Callable[[Callable[[], None]], None],
        tell: Callable[[Change], None],
    ) -> None:
        super().__init__()
        self._start = "0"
        self._next_number, self._afterwards, self._told_to = next_number, afterwards, tell
        self._last = 0

    def note(self, change: Change) -> None:
        """Record a change once it's saved, and send it to the other processes."""

        def saved() -> None:
            number = self._numbered()
            numbered = change._replace(number=number, room_number=number if change.room else 0)
            self.heard(numbered)
            self._told_to(numbered)

        self._afterwards(saved)

    def missed(self) -> int:
        """Treat every cohort as changed, since news may be lost; return the number they all get.

        All processes need that number, or their pages would look outdated forever.
        """
        with self._lock:
            self._missed += 1
        number = self._numbered()
        self.all_are(number)
        return number

    def all_are(self, number: int) -> None:
        """Give every cohort this number, unless it has a higher one."""
        with self._lock:
            self._all_are = max(self._all_are, number)
        self._tell(EVERY, Revision(1, 1, 1), START)

    def _numbered(self) -> int:
        try:
            self._last = self._next_number()
        except StoreFault:  # the save itself succeeded; the next real number is higher again
            self._last += 1
        return self._last
