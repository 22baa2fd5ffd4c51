"""A gate per cohort: a fair read-write lock, shared by saves and exclusive for what ends them.

DuckDB lets an answer be appended in one transaction while another deletes its attendee, because
they share no row. So it's decided here: saves go through the gate of their cohort, and anything
that deletes, or separates answers that count from those that don't, closes it first.
"""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from typing import Protocol


class Gated(Protocol):
    """A gate, within this process or for every process on a PostgreSQL."""

    def through(self) -> AbstractContextManager[None]:
        """Go through once it's open."""

    def closed(self) -> AbstractContextManager[None]:
        """Close it: anyone inside finishes first, and no one else comes in."""


class Gate:
    """Lets many through at once, or is closed by one who is then alone, in order of arrival."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._numbers = count()
        self._next = 0  # whose turn it is; without turns, frequent closing could starve others
        self._inside = 0

    @contextmanager
    def through(self) -> Iterator[None]:
        """Go through once it's open; don't nest it, as someone could close it in between."""
        with self._changed:
            self._wait_for_turn()
            self._inside += 1
            self._to_the_next()
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Close it: anyone inside finishes first, and no one else comes in."""
        with self._changed:
            self._wait_for_turn()
            self._changed.wait_for(lambda: self._inside == 0)
        try:
            yield
        finally:
            with self._changed:
                self._to_the_next()

    def _wait_for_turn(self) -> None:
        mine = next(self._numbers)
        self._changed.wait_for(lambda: self._next == mine)

    def _to_the_next(self) -> None:
        self._next += 1
        self._changed.notify_all()


class InUse:
    """Knows whether something is in use, and gives one caller exclusive use while it isn't."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._users = 0
        self._taken = False

    @contextmanager
    def used(self) -> Iterator[None]:
        """Use it; this may be nested."""
        with self._changed:
            self._changed.wait_for(lambda: not self._taken)
            self._users += 1
        try:
            yield
        finally:
            with self._changed:
                self._users -= 1

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Take exclusive use and yield True; if it's in use, yield False without waiting."""
        with self._changed:
            mine = not self._users and not self._taken
            self._taken = self._taken or mine
        try:
            yield mine
        finally:
            with self._changed:
                self._taken = self._taken and not mine
                self._changed.notify_all()


class Gates:
    """The gates of all cohorts, created on first use."""

    def __init__(self) -> None:
        self._gates: dict[str, Gate] = {}

    def of(self, code: str) -> Gate:
        """Return the gate of a cohort."""
        return self._gates.get(code) or self._gates.setdefault(code, Gate())
