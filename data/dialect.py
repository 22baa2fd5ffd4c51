"""Translates SQL for both engines into psycopg's form, and PostgreSQL's errors into our faults."""

import re
from functools import cache
from typing import Final, LiteralString

import psycopg

from data.faults import Fault, StoreFault

_NAMED: Final = re.compile(r"\$([a-z_]+)")

# By the first characters of the SQLSTATE.
_FAULTS: Final = (
    (Fault.DISK_FULL, ("53100",)),
    (Fault.READ_ONLY, ("25006", "42501")),
    # A statement or a transaction took too long, or waited too long for a lock.
    (Fault.BUSY, ("57014", "25P03", "25P04", "55P03", "40P01")),
    (Fault.UNREACHABLE, ("08", "57", "53", "28", "3D")),
)


@cache
def as_postgres(sql: str) -> LiteralString:
    """Return a statement with psycopg's placeholders, for tables in the connection's schema."""
    plain = sql.replace("%", "%%").replace("?", "%s").replace("workshop.", "")
    # Our own SQL only: no user input becomes part of a statement.
    return _NAMED.sub(r"%(\1)s", plain)


def is_lost(error: psycopg.Error) -> bool:
    """Say whether the connection is lost, rather than the statement wrong."""
    canceled = isinstance(error, psycopg.errors.QueryCanceled)
    hung_up = (error.sqlstate or "").startswith(("08", "57"))
    return _never_came(error) or (hung_up and not canceled)


def as_fault(error: psycopg.Error) -> StoreFault:
    """Return the fault that an error from PostgreSQL or its driver indicates."""
    state = error.sqlstate or ""
    if _never_came(error):
        return StoreFault(Fault.UNREACHABLE, str(error))
    found = (fault for fault, states in _FAULTS if state.startswith(states))
    return StoreFault(next(found, Fault.DAMAGED), str(error))


def _never_came(error: psycopg.Error) -> bool:
    failed = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    return failed and error.sqlstate is None
