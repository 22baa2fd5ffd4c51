"""A gate per cohort: many save at once, and whoever ends what they save into is alone.

DuckDB lets an answer be appended in one transaction while another deletes its attendee, because
they share no row. So it is decided here: what is saved goes through the gate of its cohort, and
what deletes, or draws a line between answers that count and those that don't, closes it first.
"""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from typing import Protocol


class Gated(Protocol):
    """A gate, in this process or for all that use a PostgreSQL."""

    def through(self) -> AbstractContextManager[None]:
        """Go through once it is open."""

    def closed(self) -> AbstractContextManager[None]:
        """Close it: who is inside finishes first, and nobody else comes in."""


class Gate:
    """Lets many through at once, or is closed by one who is then alone; in the order they come."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._numbers = count()
        self._next = 0  # whose turn it is: else many who close would keep one out for good
        self._inside = 0

    @contextmanager
    def through(self) -> Iterator[None]:
        """Go through once it is open; not from within, lest somebody closes it in between."""
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
        """Close it: who is inside finishes first, and nobody else comes in."""
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
    """Knows whether anybody uses something, and lets one have it alone while nobody does."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._users = 0
        self._taken = False

    @contextmanager
    def used(self) -> Iterator[None]:
        """Use it, also from within."""
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
        """Have it alone, and say True; where somebody uses it, say False and wait for nobody."""
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
    """The gates of all cohorts, made when they are first asked for."""

    def __init__(self) -> None:
        self._gates: dict[str, Gate] = {}

    def of(self, code: str) -> Gate:
        """Return the gate of a cohort."""
        return self._gates.get(code) or self._gates.setdefault(code, Gate())
