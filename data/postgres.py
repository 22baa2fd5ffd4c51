"""The shared engine: a PostgreSQL that several processes of the app use at once."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, LiteralString

import psycopg
import pyarrow as pa

from data import snapshots
from data.computing import LATEST, NOTHING, Computing, asked, fetched
from data.connections import Connections
from data.deadlines import Connection
from data.dialect import as_postgres
from data.gates import Gated
from data.store import Database, Row, Values
from data.tables import named
from data.transaction import Transaction

_NEXT: Final = "SELECT nextval('workshop_seq') FROM generate_series(1, ?)"

_COPIED_AT_ONCE: Final = 5_000

# Needed after a store was moved here, for example.
_ABOVE_ALL: Final = """
    SELECT setval('workshop_seq', highest) FROM (
        SELECT max(seq) AS highest FROM (
            SELECT max(seq) AS seq FROM workshop.answers
            UNION ALL SELECT max(seq) FROM workshop.cues
        ) AS each_table
    ) AS of_all WHERE highest > (SELECT last_value FROM workshop_seq)
"""


class Postgres(Database):
    """A PostgreSQL, in the schema that its address selects."""

    is_postgres = True

    def __init__(self, url: str) -> None:
        """Connect; raise StoreFault if that fails."""
        super().__init__(url)
        self.connections = Connections(url)
        self._computing = Computing()

    def close(self) -> None:
        """Close all connections."""
        self.connections.close()
        self._computing.close()

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """Return the first row of a query, or None."""
        return self.connections.ask(lambda c: _run(c, sql, values).fetchone())

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Return all rows of a query."""
        return self.connections.ask(lambda c: _run(c, sql, values).fetchall())

    def figure(self, sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the first row of a DuckDB query by column name."""
        with self._computing.over(self._answers(values), sql, values) as cursor:
            names = [column[0] for column in cursor.description]
            return dict(zip(names, cursor.fetchone() or (), strict=True))

    def figures(self, sql: str, values: Mapping[str, Any]) -> list[Row]:
        """Return all rows of a DuckDB query."""
        with self._computing.over(self._answers(values), sql, values) as cursor:
            return cursor.fetchall()

    def append(self, table: str, *values: Any) -> None:
        """Append one row, durably."""
        with self.transaction() as together:
            together.append(table, *values)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Run what's done with the yielded transaction, all or nothing."""
        with self.connections.together():
            yield InPostgres(self.connections)

    def gate(self, name: str) -> Gated:
        """Return the gate of that name, for all processes on this PostgreSQL."""
        return SharedGate(self.connections, name)

    def next_seq(self) -> int:
        """Return a number above all earlier ones of any process."""
        return self.next_seqs(1)[0]

    def next_seqs(self, n: int) -> list[int]:
        """Return this many numbers, each above all earlier ones of any process."""
        return [seq for (seq,) in self.rows(_NEXT, [n])]

    def has_table(self, name: str) -> bool:
        """Say whether the schema has this table."""
        # Another app may have a table of that name in another schema.
        row = self.row(
            "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?", [name]
        )
        return row is not None

    def prepare(self) -> None:
        """Create the sequence and the indexes, where they're missing."""
        sql = files("data").joinpath("postgres.sql").read_text("utf-8")
        # Checked first, because the statements wait until no one is saving, even if they do
        # nothing.
        wanted = "SELECT 1 FROM unnest(?::text[]) AS name WHERE to_regclass(name) IS NULL"
        if self.row(wanted, [re.findall(r"IF NOT EXISTS (\w+)", sql)]):
            with self.transaction() as together:
                together.run(sql)
        self.row(_ABOVE_ALL)

    @contextmanager
    def starting(self) -> Iterator[None]:
        """Be the only process that's starting: others wait, and then find everything it made."""
        with self.connections.patient(), self.gate("start").closed():
            yield

    @contextmanager
    def alone_with(self, name: str) -> Iterator[bool]:
        """Yield whether no other process holds this now, and hold it to the end; never wait."""
        lock = f"SELECT pg_try_advisory_lock({_number_of(name)})"
        with self.connections.of_its_own() as connection:
            row = connection.execute(lock).fetchone()
            yield bool(row and row[0])

    def backup(self, to: Path) -> None:
        """Copy a snapshot of the store into a new DuckDB file, whole or not at all."""
        with self.connections.of_its_own() as connection:
            snapshots.taken(connection, to)

    def afterwards(self, do: Callable[[], None]) -> None:
        """Do this once this thread's save is done, or has failed; if there's none, do it now."""
        self.connections.afterwards(do)

    def watched(self) -> dict[str, float]:
        """Return the state of the connection pool."""
        stats = self.connections.stats()
        wanted = ("pool_size", "pool_available", "requests_waiting")
        return {f"database_{name}": stats.get(name, 0) for name in wanted}

    def _answers(self, values: Mapping[str, Any]) -> pa.Table:
        if "cohort" not in values:  # the query brings its own answers
            return NOTHING
        return self.connections.ask(lambda c: fetched(_run(c, LATEST, asked(values)).fetchmany))


class InPostgres(Transaction):
    """This thread's transaction in a PostgreSQL."""

    def __init__(self, connections: Connections) -> None:
        self._ask = connections.ask

    def append(self, table: str, *values: Any) -> None:
        """Append one row."""
        marks = ", ".join("?" * len(values))
        self._ask(
            lambda c: _run(c, f"INSERT INTO {named(table, len(values))} VALUES ({marks})", values)
        )

    def append_all(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Append many rows."""
        for start in range(0, len(rows), _COPIED_AT_ONCE):  # so that each meets its deadline
            part = rows[start : start + _COPIED_AT_ONCE]
            into = as_postgres(f"COPY {named(table, len(part[0]))} FROM STDIN")
            self._ask(partial(_copied, into=into, rows=part))

    def run(self, sql: str) -> None:
        """Run statements that change the schema."""
        plain = sql.replace("workshop.", "")
        self._ask(lambda c: c.execute(plain))

    def delete(self, table: str, column: str, value: str) -> None:
        """Delete every row with this value."""
        self._ask(lambda c: _run(c, f"DELETE FROM workshop.{table} WHERE {column} = ?", [value]))


class SharedGate:
    """A gate for all processes on one PostgreSQL; each passage is a transaction."""

    def __init__(self, connections: Connections, name: str) -> None:
        self._connections = connections
        self._number = _number_of(name)

    @contextmanager
    def through(self) -> Iterator[None]:
        """Go through once it's open."""
        with self._connections.together(self._lock("pg_advisory_xact_lock_shared")):
            yield

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Close it: anyone inside finishes first, and no one else comes in."""
        with self._connections.together(self._lock("pg_advisory_xact_lock")):
            yield

    def _lock(self, how: str) -> LiteralString:
        return f"SELECT {how}({self._number})"


def _number_of(name: str) -> int:
    digest = hashlib.sha256(f"workshop gate: {name}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)


def _run(connection: Connection, sql: str, values: Values) -> psycopg.Cursor[Row]:
    given = dict(values) if isinstance(values, Mapping) else tuple(values)
    return connection.execute(as_postgres(sql), given)


def _copied(connection: Connection, into: LiteralString, rows: Sequence[Sequence[Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)
