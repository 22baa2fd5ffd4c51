"""The store's ground: what both of its engines do, a DuckDB file and a PostgreSQL.

SQL that comes through `row` and `rows` is read by both: tables as `workshop.<table>`, values as `?`
or `$name`. Figures are DuckDB's on either engine, and come through `figure` and `figures`.
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
    """A DuckDB file, or a PostgreSQL that others use, too; every failure is a StoreFault."""

    is_postgres = False
    kept: Sequence[Kept] = ()
    """What opening left beside a file."""

    def __init__(self, url: str) -> None:
        self.url = url

    @abstractmethod
    def close(self) -> None:
        """Write everything and let go of the store."""

    @abstractmethod
    def row(self, sql: str, values: Values = ()) -> Row | None:
        """Return the first row of a query, or None."""

    @abstractmethod
    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Return all rows of a query."""

    @abstractmethod
    def figure(self, sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the first row of a query of DuckDB's by column name.

        It reads `workshop.answers`, and of those only $cohort and $exercise, and of each attendee
        the latest by $read_at, $first, $since or $until; nothing where it names no $cohort. Lists
        and structs become Python's.
        """

    @abstractmethod
    def figures(self, sql: str, values: Mapping[str, Any]) -> list[Row]:
        """Return all rows of a query of DuckDB's, which reads what `figure` says."""

    @abstractmethod
    def append(self, table: str, *values: Any) -> None:
        """Append one row, durably: when this returns, a power cut cannot undo it."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[Transaction]:
        """Run what is done with the yielded transaction all or nothing."""

    @abstractmethod
    def gate(self, name: str) -> Gated:
        """Return the gate of that name, for everybody who uses this store."""

    @abstractmethod
    def next_seq(self) -> int:
        """Return a number above all earlier ones: the order in which things happened."""

    def next_seqs(self, n: int) -> list[int]:
        """Return so many numbers, each above all earlier ones."""
        return [self.next_seq() for _ in range(n)]

    @abstractmethod
    def has_table(self, name: str) -> bool:
        """Say whether the store has that table."""

    @abstractmethod
    def backup(self, to: Path) -> None:
        """Copy the store as it is at this moment into a new DuckDB file, whole or not at all.

        Saving goes on meanwhile. Raise FileExistsError where there is a file of that name.
        """

    def backup_of(self, to: Path, cohorts: Sequence[str], attendees: Sequence[str]) -> None:
        """Copy only these cohorts and attendees, in the same way."""
        raise NotImplementedError("a PostgreSQL has backups of its own")

    def prepare(self) -> None:  # noqa: B027 - most need nothing
        """Make what this engine needs beside the tables, where it isn't there yet."""

    def starting(self) -> AbstractContextManager[None]:
        """Be the only one that starts on this store: others wait, and find what was made."""
        return nullcontext()

    def alone_with(self, name: str) -> AbstractContextManager[bool]:
        """Say whether no other process has this now, and have it until the end; wait for nobody."""
        return nullcontext(True)

    def read_through(self) -> None:  # noqa: B027 - a PostgreSQL does it by itself
        """Read every row once, so that damage is found now and not in a session."""

    def watched(self) -> dict[str, float]:
        """Return what is worth watching of this engine."""
        return {}

    def rewrite(self) -> bool:
        """Take what was deleted out of the file, too, and say whether that was done."""
        return False

    def quiet_seconds(self) -> float:
        """Return for how long nothing was saved."""
        return 0.0

    def afterwards(self, do: Callable[[], None]) -> None:
        """Do this once what is being saved on this thread is saved, or has failed; else now."""
        do()


def utc_now() -> datetime:
    """Return the time now in UTC, without a zone, as the store keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)
