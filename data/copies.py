"""Copies of a store in a new file: of all that is in it, or of what is about to go."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.attaching import quoted


def copy(cursor: duckdb.DuckDBPyConnection, to: Path, *then: str) -> None:
    """Copy everything as it is at this moment, and then run statements on the copy, {copy}."""
    with _attached(cursor, to) as name:
        cursor.execute(f"COPY FROM DATABASE workshop TO {name}")
        for statement in then:
            cursor.execute(statement.format(copy=name))


def copy_of(
    cursor: duckdb.DuckDBPyConnection, to: Path, cohorts: Sequence[str], attendees: Sequence[str]
) -> None:
    """Copy those cohorts, and what those attendees gave, and nobody else's."""
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
    # Not as `backup`: a second one at the same time needs a name of its own.
    name = f'"{to.name}"'
    cursor.execute(f"ATTACH {quoted(str(to))} AS {name} (TYPE duckdb)")
    try:
        yield name
        # DETACH would say nothing of a disk too full for it.
        cursor.execute(f"CHECKPOINT {name}")
    finally:
        cursor.execute(f"DETACH {name}")
