"""One transaction: what's done in it happens all or nothing."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

import duckdb
import pandas as pd

from data.tables import named


class Transaction(ABC):
    """What can be done together, all or nothing."""

    @abstractmethod
    def append(self, table: str, *values: Any) -> None:
        """Append one row."""

    @abstractmethod
    def append_all(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Append many rows."""

    @abstractmethod
    def run(self, sql: str) -> None:
        """Run statements that change the schema."""

    @abstractmethod
    def delete(self, table: str, column: str, value: str) -> None:
        """Delete every row with this value."""


class InFile(Transaction):
    """A transaction in a DuckDB file."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self.deleted = False
        """Whether anything was deleted that the file keeps until it is rewritten."""

    def append(self, table: str, *values: Any) -> None:
        """Append one row."""
        append(self._cursor, table, values)

    def append_all(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Append many rows."""
        if rows:
            self._cursor.register("given", pd.DataFrame([*rows]).astype(object))
            self._cursor.execute(f"INSERT INTO {named(table, len(rows[0]))} FROM given")

    def run(self, sql: str) -> None:
        """Run statements that change the schema."""
        self._cursor.execute(sql)

    def delete(self, table: str, column: str, value: str) -> None:
        """Delete every row with this value."""
        sql = f"DELETE FROM workshop.{table} WHERE {column} = ?"
        gone = self._cursor.execute(sql, [value]).fetchone()
        self.deleted = self.deleted or gone is None or gone[0] > 0


def append(cursor: duckdb.DuckDBPyConnection, table: str, values: Sequence[Any]) -> None:
    """Append one row."""
    marks = ", ".join("?" * len(values))
    cursor.execute(f"INSERT INTO {named(table, len(values))} VALUES ({marks})", values)
