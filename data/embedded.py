"""The embedded engine: a DuckDB file owned by one process.

Every call uses its own cursor, because a connection shared between threads hands one caller's rows
to another (DESIGN 4).
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from data import recovery, rewriting
from data.attaching import attached
from data.checkpoints import Checkpoints
from data.copies import copy, copy_of
from data.faults import Fault, StoreFault, fault_in
from data.gates import Gated, Gates, InUse
from data.recovery import Kept
from data.sequence import NumberedInOrder
from data.store import Database, Row, Values, utc_now
from data.transaction import InFile, append

LOG = logging.getLogger(__name__)

_DELETED = "SELECT 1 FROM workshop.noted WHERE what = 'deleted' LIMIT 1"
_GIVEN_UP = ("has been invalidated", "connection already closed")

# While a disk is full, every save fails; reopening the store for each would cost even more.
_ANEW_EVERY_SECONDS = 1.0


class File(Database):
    """A DuckDB file, attached as `workshop`."""

    def __init__(self, url: str) -> None:
        """Open the store at a file path; raise StoreFault if that fails."""
        super().__init__(url)
        self._gates = Gates()
        self._reopening, self._closed = threading.Lock(), False
        self._in_use, self._last_save = InUse(), time.monotonic()
        self._gave_up_for, self._anew_from = Fault.DAMAGED, 0.0
        self._sequence = NumberedInOrder(self._highest_seq)
        self._connection, self.kept = self._opened()
        self._checkpoints = Checkpoints(Path(self.url))

    def close(self) -> None:
        """Write everything to the file and close it."""
        with self._reopening:
            self._closed = True
            self._connection.close()

    def quiet_seconds(self) -> float:
        """Return how many seconds ago the last save was."""
        return time.monotonic() - self._last_save

    def rewrite(self) -> bool:
        """Rewrite the file if something was deleted from it; return whether that happened.

        Everyone waits meanwhile (300,000 answers: 1.1 s of computing), so this never runs while
        someone is using the store.
        """
        try:
            if self._closed or not self.row(_DELETED):
                return False
            with self._in_use.alone() as alone, self._reopening:
                return alone and self._rewrite_alone()
        except (StoreFault, duckdb.Error, OSError) as error:
            LOG.warning("what was deleted stays in the file for now: %s", error)
            return False

    def _rewrite_alone(self) -> bool:
        file, given_up = Path(self.url), self._connection
        rewriting.look_for_room(file)
        try:
            rewriting.rewritten(file, given_up, given_up.close)
        finally:
            # Even on failure: a full disk may have made DuckDB give up on both files.
            given_up.close()
            rewriting.tidy_up(file)
            self._connection = attached(self.url)
            self._checkpoints = Checkpoints(Path(self.url))
        LOG.info("the file was rewritten: what was deleted is no longer in it")
        return True

    def read_through(self) -> None:
        """Read every row once, so that a damaged block is found now and not mid-session.

        DuckDB checks a block when it reads it: 0.2 s for 900,000 answers.
        """
        tables = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'workshop'"
        for (table,) in self.rows(tables):
            self.row(f"SELECT bit_xor(hash(kept)) FROM workshop.{table} AS kept")

    def backup(self, to: Path) -> None:
        """Copy a snapshot of the store into a new file, which appears once it's complete.

        Saving goes on meanwhile. Raise FileExistsError if a file of that name exists.
        """
        self._copied(to, copy)

    def backup_of(self, to: Path, cohorts: Sequence[str], attendees: Sequence[str]) -> None:
        """Copy only these cohorts and attendees, the same way."""
        self._copied(to, partial(copy_of, cohorts=cohorts, attendees=attendees))

    def _copied(self, to: Path, how: Callable[[duckdb.DuckDBPyConnection, Path], None]) -> None:
        if to.exists():
            raise FileExistsError(to)
        part = to.with_name(f"{to.name}.part-{self.next_seq()}")
        try:
            with self.cursor() as cursor:
                how(cursor, part)
            part.rename(to)
        finally:
            for left in (part, part.with_name(f"{part.name}.wal")):
                left.unlink(missing_ok=True)

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """Return the first row of a query, or None."""
        with self.cursor() as cursor:
            return cursor.execute(sql, values).fetchone()

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Return all rows of a query."""
        with self.cursor() as cursor:
            return cursor.execute(sql, values).fetchall()

    def figure(self, sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the first row of a query by column name; lists and structs become Python's."""
        with self.cursor() as cursor:
            cursor.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return dict(zip(names, cursor.fetchone() or (), strict=True))

    def figures(self, sql: str, values: Mapping[str, Any]) -> list[Row]:
        """Return all rows of a DuckDB query."""
        return self.rows(sql, values)

    def has_table(self, name: str) -> bool:
        """Say whether the store has this table."""
        there = (
            "SELECT 1 FROM duckdb_tables() WHERE database_name = 'workshop'"
            " AND schema_name = 'main' AND table_name = ?"
        )
        return self.row(there, [name]) is not None

    def gate(self, name: str) -> Gated:
        """Return the gate of that name, local because only this process uses the file."""
        return self._gates.of(name)

    def append(self, table: str, *values: Any) -> None:
        """Append one row durably: once this returns, a power cut can't undo it."""
        with self.cursor() as cursor:
            self._settle_checkpoints(cursor)
            append(cursor, table, values)

    @contextmanager
    def transaction(self) -> Iterator[InFile]:
        """Run what's done with the yielded transaction, all or nothing."""
        with self.cursor() as cursor:
            self._settle_checkpoints(cursor)
            cursor.begin()
            together = InFile(cursor)
            try:
                yield together
                if together.deleted:
                    together.append("noted", "deleted", utc_now())
            except BaseException:
                cursor.rollback()
                raise
            cursor.commit()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Yield a cursor of the caller's own, and turn DuckDB's errors into StoreFaults."""
        with self._in_use.used():
            yield from self._cursor()

    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        connection = self._connection
        try:
            with closing(connection.cursor()) as cursor:
                yield cursor
        except duckdb.Error as error:
            fault = fault_in(error)
            if any(saying in str(error).lower() for saying in _GIVEN_UP):
                fault = self._open_anew(connection, fault)
            raise StoreFault(fault, str(error)) from error

    def _opened(self) -> tuple[duckdb.DuckDBPyConnection, list[Kept]]:
        attach = partial(attached, self.url)
        if "://" in self.url or self.url in ("", ":memory:"):
            raise StoreFault(Fault.NO_PLACE, "answers are kept in a file or in a PostgreSQL")
        # What people wrote is private even on this machine; DuckDB would create the file as 0644.
        os.umask(0o077)
        try:
            Path(self.url).parent.mkdir(parents=True, exist_ok=True)
            return recovery.opened(Path(self.url), attach)
        except OSError as error:
            raise StoreFault(fault_in(error), str(error)) from error

    def _open_anew(self, given_up: duckdb.DuckDBPyConnection, fault: Fault) -> Fault:
        """Reopen the store, once for everyone who saw this connection fail; return the reason.

        After a failed checkpoint, on a full disk for example, DuckDB refuses everything until then.
        Only the first caller to fail gets the reason, so it's remembered for the others.
        """
        with self._reopening:
            if self._connection is not given_up or self._closed:
                return self._gave_up_for
            if fault is not Fault.DAMAGED:
                self._gave_up_for = fault
            if time.monotonic() >= self._anew_from:
                self._anew_from = time.monotonic() + _ANEW_EVERY_SECONDS
                given_up.close()
                try:
                    self._connection = attached(self.url)
                    self._checkpoints = Checkpoints(Path(self.url))
                    LOG.warning("the store failed and was reopened")
                except StoreFault as again:
                    self._gave_up_for = again.fault
                    LOG.error("the store failed and can't be reopened yet: %s", again)
            return self._gave_up_for

    def _settle_checkpoints(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._last_save = time.monotonic()
        self._checkpoints.settle(cursor.execute)

    def next_seq(self) -> int:
        """Return a number above all earlier ones: the order in which things happened."""
        return self._sequence.next()

    def _highest_seq(self) -> int:
        highest = self.row(
            "SELECT max(seq) FROM (SELECT max(seq) AS seq FROM workshop.answers"
            " UNION ALL SELECT max(seq) FROM workshop.cues)"
        )
        return highest[0] or 0 if highest else 0
