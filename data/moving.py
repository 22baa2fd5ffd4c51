"""`python -m data.moving FROM TO` copies a store to a new place, and checks it row for row.

FROM and TO are each a file or a postgres:// address; TO must be empty. Stop the app before, and set
WORKSHOP_STORE to TO after. A backup is such a file, too: this restores it to PostgreSQL.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import zip_longest
from typing import Final

from data import Store, engines
from data.faults import StoreFault
from data.store import Database, Row
from data.tables import COLUMNS

_AT_ONCE: Final = 5_000


class NotMoved(Exception):
    """The copy is missing or differs; the original is unchanged."""


def move(url: str, to: str) -> dict[str, int]:
    """Copy a store to an empty place; return how many rows each table now has there, too."""
    Store(to).close()  # creates its tables and sequence
    with ExitStack() as opened:
        source, target = (opened.enter_context(closing(engines.opened(at))) for at in (url, to))
        _same_version(source, target)
        if any(_count(target, table) for table in COLUMNS):
            raise NotMoved(f"{to} has rows already. Name an empty file or database.")
        with target.transaction() as together:
            for table in COLUMNS:
                for rows in _read(source, table):
                    together.append_all(table, rows)
        moved = {table: _compared(source, target, table) for table in COLUMNS}
        target.prepare()  # new numbers come after all that were copied
    return moved


def _same_version(source: Database, target: Database) -> None:
    version = "SELECT max(version) FROM workshop.schema_version"
    if not source.has_table("schema_version") or source.row(version) != target.row(version):
        raise NotMoved("The store is of another version. Start this app on it once, then move it.")


def _count(database: Database, table: str) -> int:
    row = database.row(f"SELECT count(*) FROM workshop.{table}")
    return row[0] if row else 0


def _read(database: Database, table: str) -> Iterator[list[Row]]:
    """Return all rows in an order that both engines share, a batch at a time."""
    columns = COLUMNS[table]
    # By hash, because each engine sorts letters its own way.
    order = ", ".join(f"md5(coalesce(CAST({column} AS VARCHAR), ''))" for column in columns)
    if table in ("answers", "cues"):
        order = "seq"
    sql = f"SELECT {', '.join(columns)} FROM workshop.{table} ORDER BY {order}"
    for start in range(0, _count(database, table), _AT_ONCE):
        yield database.rows(f"{sql} LIMIT {_AT_ONCE} OFFSET {start}")


def _compared(source: Database, target: Database, table: str) -> int:
    compared, nothing = 0, list[Row]()
    for here, there in zip_longest(_read(source, table), _read(target, table), fillvalue=nothing):
        if here != there:
            raise NotMoved(f"The copy of {table} differs. Delete it and try again.")
        compared += len(here)
    return compared


def main() -> None:
    """Move the store that the command line names, and print what to do next."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        moved = move(*sys.argv[1:])
    except (StoreFault, NotMoved) as error:
        sys.exit(str(error))
    for table, rows in moved.items():
        print(f"{table}: {rows} rows, the same in both")  # noqa: T201
    print("Now set WORKSHOP_STORE to the new place, and on PostgreSQL WORKSHOP_HOST_KEY, too.")  # noqa: T201


if __name__ == "__main__":
    main()
