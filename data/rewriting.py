"""Removes deleted words from the file: a new one is written without them and replaces it.

DuckDB deletes rows, not bytes: deleted data stays in the file until something else happens to
overwrite it (tried: it was still there after a checkpoint, a close and 300 saves). So everything
that's left is copied into a new file, as `backup` does. Until the new file is complete, the old one
is the store, and a kill or a full disk at any moment leaves one of the two.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import duckdb

from data.copies import copy
from data.faults import Fault, StoreFault

_NOTHING_DELETED: Final = "DELETE FROM {copy}.noted WHERE what = 'deleted'"


def rewritten(file: Path, connection: duckdb.DuckDBPyConnection, close: Callable[[], None]) -> None:
    """Replace the file with a copy without deleted data, between closing and reopening it.

    Nothing else may use the connection meanwhile. Raise StoreFault if it can't be done now.
    """
    new = _name(file)
    tidy_up(file)
    with closing(connection.cursor()) as cursor:
        copy(cursor, new, _NOTHING_DELETED)
    close()
    if _log(file).exists():  # its contents would be lost, or taken for the new file's
        raise StoreFault(Fault.DISK_FULL, "the log did not move into the file")
    with new.open("r+b") as copied:  # Windows flushes only files opened for writing
        os.fsync(copied.fileno())
    new.replace(file)
    _sync_folder(file.parent)


def tidy_up(file: Path) -> None:
    """Remove what a killed rewrite left behind."""
    for left in (_name(file), _log(_name(file))):
        left.unlink(missing_ok=True)


def look_for_room(file: Path) -> None:
    """Raise StoreFault unless the disk has room for a second copy and half as much again.

    A disk that fills up meanwhile is survived too, but everything else on it would suffer.
    """
    needed = sum(f.stat().st_size for f in (file, _log(file)) if f.exists())
    if shutil.disk_usage(file.parent).free < 1.5 * needed:
        raise StoreFault(Fault.DISK_FULL, "no room for a second copy of the file")


def _name(file: Path) -> Path:
    return file.with_name(f"{file.name}.rewritten")


def _log(file: Path) -> Path:
    return file.with_name(f"{file.name}.wal")


def _sync_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):  # Windows syncs names itself and can't open folders
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
