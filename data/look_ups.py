"""A bounded cache of look-ups, each kept until it's forgotten."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

A = TypeVar("A")
F = TypeVar("F")


class LookUps(Generic[A, F]):
    """What was found, by what was asked for."""

    def __init__(self, most: int = 100_000) -> None:
        self._most = most  # beyond that, the oldest is forgotten
        self._found: dict[A, F] = {}
        # Something deleted during a look-up mustn't be cached afterwards: hence the count.
        self._forgetting, self._forgot = threading.Lock(), 0

    def of(self, asked: A, look: Callable[[], F | None]) -> F | None:
        """Return what's cached, or look it up; what isn't found is looked up again next time."""
        if (known := self._found.get(asked)) is not None:
            return known
        forgot, found = self._forgot, look()
        with self._forgetting:
            if found is not None and self._forgot == forgot:
                if len(self._found) >= self._most:
                    del self._found[next(iter(self._found))]
                self._found[asked] = found
        return found

    def forget(self, is_stale: Callable[[A, F], bool] = lambda *_: True) -> None:
        """Forget everything, or only what's stale."""
        with self._forgetting:
            self._forgot += 1
            for asked in [a for a, found in self._found.items() if is_stale(a, found)]:
                del self._found[asked]
