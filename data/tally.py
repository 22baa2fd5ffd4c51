"""How many answers this process has saved, and how long that took."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Tally:
    """Saves, failures and seconds since the start, for monitoring."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.saved, self.failed, self.seconds = 0, 0, 0.0

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Count a save, or a failure, and how long it takes."""
        began = time.monotonic()
        try:
            yield
        except BaseException:
            with self._lock:
                self.failed += 1
            raise
        with self._lock:
            self.saved += 1
            self.seconds += time.monotonic() - began
