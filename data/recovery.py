"""Recovers a damaged log: what can be read of it counts, and the original is set aside.

DuckDB writes every change to `<file>.wal` before it reports the change as saved, and reads that log
when the file is opened. It refuses a log with a wrong checksum. But if a log seems to end in the
middle of a record, DuckDB reads it up to there; if its first bytes are damaged, DuckDB skips it;
and if its file is gone, DuckDB deletes it: all silently (tried on 1.5). So the log is checked
before DuckDB sees it. These are plain file operations, and none of them deletes anything people
entered.
"""

import logging
import os
import re
import shutil
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

import portalocker
from portalocker.portalocker import BaseLocker

from data.faults import Fault, StoreFault

LOG = logging.getLogger(__name__)

T = TypeVar("T")


class Why(StrEnum):
    """Why a file was left beside the store; the wording for each is in the content files."""

    DAMAGED_LOG = "damaged_log"
    LONE_LOG = "lone_log"
    BEFORE_MIGRATION = "before_migration"


@dataclass(frozen=True)
class Kept:
    """A file that opening the store left beside it, which someone should know about."""

    why: Why
    file: Path


TIME_IN_NAME: Final = "%Y%m%dT%H%M%S.%fZ"

# How DuckDB 1.5 begins a log; each record follows its length and its checksum.
_FIRST_BYTES = bytes.fromhex("640062650002ffff")
_BEFORE_RECORD = struct.Struct("<QQ")
_REFUSED = re.compile(r'WAL file "([^"]+)": Corrupt WAL file: entry at byte position (\d+)')

# The second one takes saves made during a checkpoint.
_LOGS = (".wal", ".wal.checkpoint")

Damage = Iterable[tuple[Path, int]]  # a log, and where its last readable record ends


def opened(file: Path, attach: Callable[[], T]) -> tuple[T, list[Kept]]:
    """Attach a file; if one of its logs is damaged, set that aside and attach with what's left."""
    new = not file.exists()
    if new:
        kept = [_moved(log, Why.LONE_LOG, "alone") for log in _logs(file)]
    else:
        kept = _set_aside(file, _cut_short(file))
    try:
        return attach(), kept
    except StoreFault as fault:
        if new and fault.fault is Fault.DISK_FULL:
            _remove_half_made(file)
        rest = _set_aside(file, _refused(fault))
        if not rest:
            raise
    attached, more = opened(file, attach)  # this ends: every round leaves a shorter log
    return attached, kept + rest + more


def readable_until(log: bytes) -> int:
    """Return where the last complete record of a log ends."""
    end = len(_FIRST_BYTES)
    while end + _BEFORE_RECORD.size <= len(log):
        length, _ = _BEFORE_RECORD.unpack_from(log, end)
        after = end + _BEFORE_RECORD.size + length
        if length == 0 or after > len(log):
            break
        end = after
    return min(end, len(log))


def name_beside(file: Path, what: str) -> Path:
    """Return a name for a file beside another, with the time in it so that it's unique."""
    return file.with_name(f"{file.name}.{what}-{datetime.now(UTC):{TIME_IN_NAME}}")


def _logs(file: Path) -> list[Path]:
    return [log for end in _LOGS if (log := file.with_name(file.name + end)).exists()]


def _has_records(log: Path) -> bool:
    return log.exists() and log.stat().st_size > len(_FIRST_BYTES)


def _cut_short(file: Path) -> Iterator[tuple[Path, int]]:
    """Find the damage that DuckDB would silently pass over."""
    for log in _logs(file):
        content = log.read_bytes()
        end = readable_until(content)
        begins_well = _FIRST_BYTES.startswith(content[: len(_FIRST_BYTES)])
        if end < len(content) or not begins_well:
            yield log, end


def _refused(fault: StoreFault) -> Iterator[tuple[Path, int]]:
    """Find the damage that DuckDB reports; the position is that of the record itself."""
    if told := _REFUSED.search(str(fault)):
        yield Path(told[1]), int(told[2]) - _BEFORE_RECORD.size


def _set_aside(file: Path, damage: Damage) -> list[Kept]:
    first, second = (file.with_name(file.name + end) for end in _LOGS)
    with _held(file) as held:
        if not held:
            return []
        # Only once the file is ours: a log that another process is writing may look cut short.
        found = dict(damage)
        kept = [_cut(log, end) for log, end in found.items()]
        if second.exists() and (first in found or not _has_records(first)):
            # DuckDB reads it only after a complete first log, and would otherwise append to it some
            # day.
            kept.append(_moved(second, Why.DAMAGED_LOG, "damaged"))
        return kept


def _cut(log: Path, end: int) -> Kept:
    # Copy first, then cut: a power cut in between loses nothing, and neither does a disk without
    # room for the copy.
    kept, size = Kept(Why.DAMAGED_LOG, name_beside(log, "damaged")), log.stat().st_size
    _copy(log, kept.file)
    with log.open("r+b") as rest:
        rest.write(_FIRST_BYTES)
        rest.truncate(end)
        os.fsync(rest.fileno())
    LOG.warning("%s: %d of %d bytes can be read; the original: %s", log, end, size, kept.file)
    return kept


def _copy(log: Path, to: Path) -> None:
    try:
        shutil.copyfile(log, to)
        with to.open("r+b") as copy:  # Windows flushes only files opened for writing
            os.fsync(copy.fileno())
    except OSError:
        to.unlink(missing_ok=True)  # half a copy would only waste space
        raise


def _moved(log: Path, why: Why, what: str) -> Kept:
    kept = Kept(why, log.rename(name_beside(log, what)))
    LOG.warning("%s belongs to no store; it's now %s", log, kept.file)
    return kept


def _remove_half_made(file: Path) -> None:
    """Remove what a full disk left of a new file: there's nothing in it, and it can't be opened."""
    for half_made in (file, *_logs(file)):
        half_made.unlink(missing_ok=True)


@contextmanager
def _held(file: Path) -> Iterator[bool]:
    """Hold DuckDB's lock; yield False if another process has it or the file isn't writable."""
    with ExitStack() as stack:
        try:
            store = stack.enter_context(file.open("r+b"))
            _locker().lock(store, portalocker.LOCK_EX | portalocker.LOCK_NB)
        except (OSError, portalocker.LockException):
            yield False
        else:
            yield True


def _locker() -> BaseLocker:
    if sys.platform == "win32":
        return portalocker.portalocker.MsvcrtLocker()
    return portalocker.portalocker.LockfLocker()  # the kind DuckDB uses, which `flock` wouldn't see
