"""What can be wrong with the store, told apart by what a person can do about it."""

import re
from enum import StrEnum


class Fault(StrEnum):
    """Why the store cannot be used; the wording for each is content."""

    LOCKED = "locked"
    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    DAMAGED = "damaged"
    UNREACHABLE = "unreachable"
    NEWER = "newer"
    OLDER = "older"
    NO_PLACE = "no_place"


class StoreFault(Exception):
    """The store could not read or keep something; nothing was half-stored."""

    def __init__(self, fault: Fault, detail: str) -> None:
        # What a database says goes to the console and the log: in one line, without the password.
        super().__init__(without_password(" ".join(detail.split())))
        self.fault = fault


# What DuckDB and PostgreSQL say, in the order of asking: a locked file is also an IO error.
_SAYINGS = (
    (Fault.LOCKED, ("could not set lock", "conflicting lock", "being used by another")),
    (Fault.DISK_FULL, ("no space left", "disk is full", "disk quota", "could not write all bytes")),
    (Fault.READ_ONLY, ("permission denied", "read-only", "read only", "not permitted")),
    (Fault.UNREACHABLE, ("unable to connect", "connection refused", "could not connect")),
    (Fault.UNREACHABLE, ("server closed the connection", "terminating connection")),
    (Fault.NO_PLACE, ("is a directory", "not a directory", "file exists", "no such file")),
)


def fault_in(error: BaseException) -> Fault:
    """Return which fault an error of the database tells of; what nobody knows is damage."""
    said = str(error).lower()
    return next((f for f, sayings in _SAYINGS if any(s in said for s in sayings)), Fault.DAMAGED)


def without_password(text: str) -> str:
    """Return the text with the password of every database address in it left out."""
    text = re.sub(r"(://[^:/?\s]*):[^\s\"]*@", r"\1:…@", text)
    return re.sub(r"(password=)[^&\s\"]*", r"\1…", text)
