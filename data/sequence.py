"""The order in which things happened, as numbers."""

import threading
import time
from collections.abc import Callable


class NumberedInOrder:
    """Numbers that only increase, even across a restart or when a clock is set back."""

    def __init__(self, highest: Callable[[], int]) -> None:
        """Start above the store's highest number, which is read only once."""
        self._highest = highest
        self._lock = threading.Lock()
        self._last: int | None = None

    def next(self) -> int:
        """Return a number above all earlier ones."""
        # Microseconds, but never below the last number, so that a clock set back can't put an old
        # answer on top.
        with self._lock:
            if self._last is None:
                self._last = self._highest()
            self._last = max(self._last + 1, time.time_ns() // 1000)
            return self._last
