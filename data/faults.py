"""What can be wrong with the store, by what a person can do about it."""

import re
from enum import StrEnum


class Fault(StrEnum):
    """Why the store can't be used; the wording for each is in the content files."""

    LOCKED = "locked"
    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    DAMAGED = "damaged"
    UNREACHABLE = "unreachable"
    BUSY = "busy"
    NEWER = "newer"
    OLDER = "older"
    NO_PLACE = "no_place"


class StoreFault(Exception):
    """The store couldn't read or save something; nothing was half-saved."""

    def __init__(self, fault: Fault, detail: str) -> None:
        # Database messages go to the console and the log: on one line, without the password.
        super().__init__(without_password(" ".join(detail.split())))
        self.fault = fault


# What DuckDB and PostgreSQL say, in matching order: a locked file is an IO error, too.
_SAYINGS = (
    (Fault.LOCKED, ("could not set lock", "conflicting lock", "being used by another")),
    (Fault.DISK_FULL, ("no space left", "disk is full", "disk quota", "could not write all bytes")),
    (Fault.READ_ONLY, ("permission denied", "read-only", "read only", "not permitted")),
    (Fault.UNREACHABLE, ("unable to connect", "connection refused", "could not connect")),
    (Fault.UNREACHABLE, ("server closed the connection", "terminating connection")),
    (Fault.NO_PLACE, ("is a directory", "not a directory", "file exists", "no such file")),
)


def fault_in(error: BaseException) -> Fault:
    """Return the fault that a database error indicates; anything unknown is damage."""
    said = str(error).lower()
    return next((f for f, sayings in _SAYINGS if any(s in said for s in sayings)), Fault.DAMAGED)


def without_password(text: str) -> str:
    """Return the text with the password removed from every database address."""
    text = re.sub(r"(://[^:/?\s]*):[^\s\"]*@", r"\1:…@", text)
    return re.sub(r"(password=)[^&\s\"]*", r"\1…", text)
