"""What can be done in one transaction, all or nothing."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pandas as pd


class Transaction:
    """What can be done together, all or nothing."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self.deleted = False
        """Whether anything was deleted that a file keeps until it is rewritten."""

    def append(self, table: str, *values: Any) -> None:
        """Append one row."""
        append(self._cursor, table, values)

    def run(self, sql: str) -> None:
        """Run statements that change the tables themselves."""
        self._cursor.execute(sql)

    def append_frame(self, select: str, frame: pd.DataFrame) -> None:
        """Append what `INSERT INTO <select>` says, reading the frame as `given`."""
        self._cursor.register("given", frame)
        self._cursor.execute(f"INSERT INTO {select}")

    def delete(self, table: str, column: str, value: str) -> None:
        """Delete every row with that value."""
        sql = f"DELETE FROM workshop.{table} WHERE {column} = ?"
        gone = self._cursor.execute(sql, [value]).fetchone()
        self.deleted = self.deleted or gone is None or gone[0] > 0


def append(cursor: duckdb.DuckDBPyConnection, table: str, values: Sequence[Any]) -> None:
    """Append one row."""
    marks = ", ".join("?" * len(values))
    cursor.execute(f"INSERT INTO workshop.{table} VALUES ({marks})", values)
