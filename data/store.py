"""The store's interface, which both engines implement: a DuckDB file and a PostgreSQL.

SQL passed to `row` and `rows` runs on both: tables are `workshop.<table>`, values are `?` or
`$name`. Statistics are computed by DuckDB on either engine, through `figure` and `figures`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from data.gates import Gated
from data.recovery import Kept
from data.transaction import Transaction

POSTGRES: Final = ("postgres://", "postgresql://")

Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]


class Database(ABC):
    """A DuckDB file, or a PostgreSQL shared with others; every failure is a StoreFault."""

    is_postgres = False
    kept: Sequence[Kept] = ()
    """What opening left beside a file."""

    def __init__(self, url: str) -> None:
        self.url = url

    @abstractmethod
    def close(self) -> None:
        """Write everything and close the store."""

    @abstractmethod
    def row(self, sql: str, values: Values = ()) -> Row | None:
        """Return the first row of a query, or None."""

    @abstractmethod
    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Return all rows of a query."""

    @abstractmethod
    def figure(self, sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the first row of a DuckDB query by column name.

        It can read `workshop.answers`, but only those of $cohort and $exercise, and only each
        attendee's latest by $read_at, $first, $since or $until; nothing if it names no $cohort.
        Lists and structs become Python's.
        """

    @abstractmethod
    def figures(self, sql: str, values: Mapping[str, Any]) -> list[Row]:
        """Return all rows of a DuckDB query, which can read what `figure` says."""

    @abstractmethod
    def append(self, table: str, *values: Any) -> None:
        """Append one row durably: once this returns, a power cut can't undo it."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[Transaction]:
        """Run what's done with the yielded transaction, all or nothing."""

    @abstractmethod
    def gate(self, name: str) -> Gated:
        """Return the gate of that name, for everyone who uses this store."""

    @abstractmethod
    def next_seq(self) -> int:
        """Return a number above all earlier ones: the order in which things happened."""

    def next_seqs(self, n: int) -> list[int]:
        """Return this many numbers, each above all earlier ones."""
        return [self.next_seq() for _ in range(n)]

    @abstractmethod
    def has_table(self, name: str) -> bool:
        """Say whether the store has this table."""

    @abstractmethod
    def backup(self, to: Path) -> None:
        """Copy a snapshot of the store into a new DuckDB file, whole or not at all.

        Saving goes on meanwhile. Raise FileExistsError if a file of that name exists.
        """

    def backup_of(self, to: Path, cohorts: Sequence[str], attendees: Sequence[str]) -> None:
        """Copy only these cohorts and attendees, the same way."""
        raise NotImplementedError("a PostgreSQL has backups of its own")

    def prepare(self) -> None:  # noqa: B027 - most need nothing
        """Create what this engine needs beside the tables, where it's missing."""

    def starting(self) -> AbstractContextManager[None]:
        """Be the only process that's starting: others wait, and then find everything it made."""
        return nullcontext()

    def alone_with(self, name: str) -> AbstractContextManager[bool]:
        """Yield whether no other process holds this now, and hold it to the end; never wait."""
        return nullcontext(True)

    def read_through(self) -> None:  # noqa: B027 - a PostgreSQL does it by itself
        """Read every row once, so that damage is found now and not mid-session."""

    def watched(self) -> dict[str, float]:
        """Return this engine's metrics."""
        return {}

    def rewrite(self) -> bool:
        """Remove deleted data from the file too, and return whether that happened."""
        return False

    def quiet_seconds(self) -> float:
        """Return how many seconds ago the last save was."""
        return 0.0

    def afterwards(self, do: Callable[[], None]) -> None:
        """Do this once this thread's save is done, or has failed; if there's none, do it now."""
        do()


def utc_now() -> datetime:
    """Return the current time in UTC, without a zone, as the store keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)
