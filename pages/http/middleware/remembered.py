"""Per-visitor records in bounded memory, expired without a timer."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

# How often expired records are dropped.
_TIDY_SECONDS = 60.0


class Forgettable(Protocol):
    """A record that knows when it's as good as new."""

    def is_gone(self, now: float) -> bool:
        """Say whether forgetting this record would change nothing."""


R = TypeVar("R", bound=Forgettable)


class Remembered(Generic[R]):
    """Records by name: made when first asked for, dropped once they say nothing any more.

    At most `limit` are kept. Beyond that the one that was made first goes, whatever it says: an
    attacker with that many addresses is no longer one that an address can tell from others.
    """

    def __init__(self, make: Callable[[float], R], limit: int = 50_000) -> None:
        self._make = make
        self._limit = limit
        self._records: dict[str, R] = {}
        self._tidied = 0.0

    def of(self, name: str, now: float) -> R:
        """Return the record of that name, creating it if needed."""
        record = self._records.get(name)
        if record is None:
            self._tidy(now)
            record = self._records[name] = self._make(now)
        return record

    def __len__(self) -> int:
        return len(self._records)

    def _tidy(self, now: float) -> None:
        if now - self._tidied >= _TIDY_SECONDS:
            self._tidied = now
            self._records = {n: r for n, r in self._records.items() if not r.is_gone(now)}
        if len(self._records) >= self._limit:
            del self._records[next(iter(self._records))]
