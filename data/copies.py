"""Copies of a store in a new file: of everything in it, or of what's about to be deleted."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.attaching import quoted


def copy(cursor: duckdb.DuckDBPyConnection, to: Path, *then: str) -> None:
    """Copy a snapshot of everything, then run statements on the copy, which they call {copy}."""
    with _attached(cursor, to) as name:
        cursor.execute(f"COPY FROM DATABASE workshop TO {name}")
        for statement in then:
            cursor.execute(statement.format(copy=name))


def copy_of(
    cursor: duckdb.DuckDBPyConnection, to: Path, cohorts: Sequence[str], attendees: Sequence[str]
) -> None:
    """Copy only these cohorts, and what these attendees entered."""
    with _attached(cursor, to) as name:
        cursor.execute(f"COPY FROM DATABASE workshop TO {name} (SCHEMA)")
        cursor.execute(f"INSERT INTO {name}.schema_version FROM workshop.schema_version")
        for table in ("cohorts", "facilitators", "cues", "attendees", "answers"):
            theirs = "list_contains($cohorts, cohort)"
            asked: dict[str, object] = {"cohorts": list(cohorts)}
            if table in ("attendees", "answers"):
                theirs += " OR list_contains($attendees, attendee)"
                asked["attendees"] = list(attendees)
            kept = f"FROM workshop.{table} WHERE {theirs}"
            cursor.execute(f"INSERT INTO {name}.{table} {kept}", asked)


@contextmanager
def _attached(cursor: duckdb.DuckDBPyConnection, to: Path) -> Iterator[str]:
    # A fixed name wouldn't do: a second copy at the same time needs its own.
    name = f'"{to.name}"'
    cursor.execute(f"ATTACH {quoted(str(to))} AS {name} (TYPE duckdb)")
    try:
        yield name
        # DETACH wouldn't report a disk that's too full for it.
        cursor.execute(f"CHECKPOINT {name}")
    finally:
        cursor.execute(f"DETACH {name}")
