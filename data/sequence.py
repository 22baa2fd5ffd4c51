"""The order in which things happened, as numbers."""

import threading
import time
from collections.abc import Callable


class NumberedInOrder:
    """Numbers that only rise, also past a restart and a clock that is set back."""

    def __init__(self, highest: Callable[[], int]) -> None:
        """Begin above the highest number that the store has, which is asked for once."""
        self._highest = highest
        self._lock = threading.Lock()
        self._last: int | None = None

    def next(self) -> int:
        """Return a number above all earlier ones."""
        # Microseconds, so that several servers on one PostgreSQL agree roughly; but never less
        # than the last one, so that a clock set back cannot put an old answer on top.
        with self._lock:
            if self._last is None:
                self._last = self._highest()
            self._last = max(self._last + 1, time.time_ns() // 1000)
            return self._last
