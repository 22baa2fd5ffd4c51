"""The store's ground: the only module that talks to DuckDB. It attaches, appends and reads.

One process owns the store. Every call takes a cursor of its own, because a connection shared
between threads hands one caller's rows to another (DESIGN 4).
"""

import logging
import os
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from data.faults import Fault, StoreFault, fault_in

SCHEMA_VERSION = 1

Values = Sequence[Any] | Mapping[str, Any]

LOG = logging.getLogger(__name__)

_GIVEN_UP = ("has been invalidated", "connection already closed")
_POSTGRES = ("postgres://", "postgresql://")


class Database:
    """A DuckDB file or a PostgreSQL, attached as `workshop`; every failure is a StoreFault."""

    def __init__(self, url: str) -> None:
        """Open the store at a file path or postgres:// address; raise StoreFault if it can't."""
        self.url = url
        self._connection = _attach(url)
        self._reopening = threading.Lock()
        self._sequence_lock = threading.Lock()
        self._last_seq = self._highest_seq()

    def close(self) -> None:
        """Write everything into the file and let go of it."""
        self._connection.close()

    def row(self, sql: str, values: Values = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query, or None."""
        with self.cursor() as cursor:
            return cursor.execute(sql, values).fetchone()

    def rows(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        with self.cursor() as cursor:
            return cursor.execute(sql, values).fetchall()

    def record(self, sql: str, values: Values = ()) -> dict[str, Any]:
        """Return the first row of a query by column name; lists and structs become Python's."""
        with self.cursor() as cursor:
            cursor.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return dict(zip(names, cursor.fetchone() or (), strict=True))

    def frame(self, sql: str, values: Values = ()) -> pd.DataFrame:
        """Return all rows of a query as a frame."""
        with self.cursor() as cursor:
            return cursor.execute(sql, values).df()

    def append(self, table: str, *values: Any) -> None:
        """Append one row, durably: when this returns, a power cut cannot undo it."""
        with self.cursor() as cursor:
            _append(cursor, table, values)

    @contextmanager
    def transaction(self) -> Iterator["Transaction"]:
        """Run what is done with the yielded transaction all or nothing."""
        with self.cursor() as cursor:
            cursor.begin()
            try:
                yield Transaction(cursor)
            except BaseException:
                cursor.rollback()
                raise
            cursor.commit()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Yield a cursor of one's own, and turn what DuckDB complains of into a StoreFault."""
        connection = self._connection
        try:
            with closing(connection.cursor()) as cursor:
                yield cursor
        except duckdb.Error as error:
            if any(saying in str(error).lower() for saying in _GIVEN_UP):
                self._reopen(connection)
            raise StoreFault(fault_in(error), str(error)) from error

    def _reopen(self, given_up: duckdb.DuckDBPyConnection) -> None:
        """Open the store anew, once for everyone who saw this connection fail.

        After a checkpoint that failed, on a full disk say, DuckDB refuses everything until then.
        """
        with self._reopening:
            if self._connection is not given_up:
                return
            given_up.close()
            try:
                self._connection = _attach(self.url)
                LOG.warning("the store was opened anew after a failed checkpoint")
            except StoreFault as fault:
                LOG.error("the store cannot be opened anew yet: %s", fault)

    def next_seq(self) -> int:
        """Return a number above all earlier ones: the order in which things happened."""
        # Microseconds, so that several servers on one PostgreSQL agree roughly; but never less
        # than the last one, so that a clock set back cannot put an old answer on top.
        with self._sequence_lock:
            self._last_seq = max(self._last_seq + 1, time.time_ns() // 1000)
            return self._last_seq

    def _highest_seq(self) -> int:
        highest = self.row(
            "SELECT max(seq) FROM (SELECT max(seq) AS seq FROM workshop.answers"
            " UNION ALL SELECT max(seq) FROM workshop.cues)"
        )
        return highest[0] or 0 if highest else 0


class Transaction:
    """What can be done together, all or nothing."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor

    def append(self, table: str, *values: Any) -> None:
        """Append one row."""
        _append(self._cursor, table, values)

    def append_frame(self, select: str, frame: pd.DataFrame) -> None:
        """Append what `INSERT INTO <select>` says, reading the frame as `given`."""
        self._cursor.register("given", frame)
        self._cursor.execute(f"INSERT INTO {select}")

    def delete(self, table: str, column: str, value: str) -> None:
        """Delete every row with that value."""
        self._cursor.execute(f"DELETE FROM workshop.{table} WHERE {column} = ?", [value])


def utc_now() -> datetime:
    """Return the time now in UTC, without a zone, as the store keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _append(cursor: duckdb.DuckDBPyConnection, table: str, values: Sequence[Any]) -> None:
    marks = ", ".join("?" * len(values))
    cursor.execute(f"INSERT INTO workshop.{table} VALUES ({marks})", values)


def _attach(url: str) -> duckdb.DuckDBPyConnection:
    # Nothing is loaded from the network: the one extension we need comes from PyPI.
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    try:
        if url.startswith(_POSTGRES):
            connection.execute(f"LOAD '{_postgres_extension()}'")
            connection.execute(f"ATTACH {_quoted(url)} AS workshop (TYPE postgres)")
        else:
            # What people wrote is nobody else's on this machine: DuckDB would create 0644.
            os.umask(0o077)
            Path(url).parent.mkdir(parents=True, exist_ok=True)
            connection.execute(f"ATTACH {_quoted(url)} AS workshop")
        connection.execute(files("data").joinpath("schema.sql").read_text(encoding="utf-8"))
        _set_version(connection)
    except (duckdb.Error, OSError) as error:
        connection.close()
        raise StoreFault(fault_in(error), str(error)) from error
    return connection


def _set_version(connection: duckdb.DuckDBPyConnection) -> None:
    row = connection.execute("SELECT max(version) FROM workshop.schema_version").fetchone()
    version = row[0] if row else None
    if version is None:
        connection.execute("INSERT INTO workshop.schema_version VALUES (?)", [SCHEMA_VERSION])
    elif version > SCHEMA_VERSION:
        raise StoreFault(Fault.NEWER, f"schema version {version}")


def _postgres_extension() -> Path:
    package = files("duckdb_extension_postgres_scanner")
    return next(Path(str(package)).rglob("*.duckdb_extension"))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
