"""Copies a PostgreSQL into a new DuckDB file: everything in it, as it was at one moment."""

import secrets
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from data import migrations
from data.deadlines import Connection
from data.embedded import File
from data.faults import Fault, StoreFault
from data.store import Row
from data.tables import COLUMNS

_AT_ONCE: Final = 5_000


def taken(connection: Connection, to: Path) -> None:
    """Copy every table into a file that appears once it's complete, while saving goes on.

    Raise FileExistsError if a file of that name exists.
    """
    if to.exists():
        raise FileExistsError(to)
    if not to.parent.is_dir():  # or the file's engine would create it
        raise StoreFault(Fault.NO_PLACE, f"there is no folder {to.parent}")
    part = to.with_name(f"{to.name}.part-{secrets.token_hex(4)}")
    try:
        with closing(File(str(part))) as file:
            migrations.bring_up_to_date(file, migrations.FOLDER, when_told=True)
            _fill(file, connection)
        part.rename(to)
    finally:
        for left in (part, part.with_name(f"{part.name}.wal")):
            left.unlink(missing_ok=True)


def _fill(file: File, connection: Connection) -> None:
    # Everything below sees the tables as they are now.
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    theirs = connection.execute("SELECT max(version) FROM schema_version").fetchone()
    if theirs != file.row("SELECT max(version) FROM workshop.schema_version"):
        raise StoreFault(Fault.NEWER, "only an app of the store's own version copies all of it")
    with file.transaction() as together:
        for table, columns in COLUMNS.items():
            for rows in _read(connection, table, columns):
                together.append_all(table, rows)
    connection.execute("COMMIT")


def _read(connection: Connection, table: str, columns: tuple[str, ...]) -> Iterator[list[Row]]:
    # A server-side cursor, because a million answers don't fit in this process.
    with connection.cursor(name="snapshot") as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
        while rows := cursor.fetchmany(_AT_ONCE):
            yield rows
