"""Attaches a file as `workshop`, without loading anything from the network."""

import duckdb

from data.faults import StoreFault, fault_in


def attached(url: str) -> duckdb.DuckDBPyConnection:
    """Return a connection to a store; raise StoreFault if it can't be attached."""
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    connection.execute("SET enable_progress_bar = false")  # it would end up in the server's log
    try:
        # With its type, or DuckDB would take anything before a colon for another database.
        connection.execute(f"ATTACH {quoted(url)} AS workshop (TYPE duckdb)")
    except duckdb.Error as error:
        connection.close()
        raise StoreFault(fault_in(error), str(error)) from error
    return connection


def quoted(text: str) -> str:
    """Return the text as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"
