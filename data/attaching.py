"""Attaching a file or a PostgreSQL as `workshop`, with nothing loaded from the network."""

import os
from importlib.resources import files
from pathlib import Path
from typing import Final

import duckdb

from data.faults import StoreFault, fault_in

POSTGRES: Final = ("postgres://", "postgresql://")


def attached(url: str) -> duckdb.DuckDBPyConnection:
    """Return a connection to a store; raise StoreFault if there is none."""
    # Nothing is loaded from the network: the one extension we need comes from PyPI.
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    connection.execute("SET enable_progress_bar = false")  # it would draw into the server's log
    try:
        if url.startswith(POSTGRES):
            # Without it, an address that nobody answers at would hold up the start for minutes.
            os.environ.setdefault("PGCONNECT_TIMEOUT", "10")
            connection.execute(f"LOAD '{_postgres_extension()}'")
            connection.execute(f"ATTACH {quoted(url)} AS workshop (TYPE postgres)")
        else:
            # With its type, lest DuckDB takes what stands before a colon for another database.
            connection.execute(f"ATTACH {quoted(url)} AS workshop (TYPE duckdb)")
    except duckdb.Error as error:
        connection.close()
        raise StoreFault(fault_in(error), str(error)) from error
    return connection


def quoted(text: str) -> str:
    """Return the text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def _postgres_extension() -> Path:
    package = files("duckdb_extension_postgres_scanner")
    return next(Path(str(package)).rglob("*.duckdb_extension"))
