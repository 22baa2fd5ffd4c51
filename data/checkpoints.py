"""Allows DuckDB to checkpoint only while the disk has room for the whole log.

A save that finds the log long enough moves it into the file, which is a checkpoint. If the disk
fills up during one, DuckDB 1.5 invalidates the file, and if others are saving at that moment, the
whole process may crash. A log that can't grow, in contrast, is one refused save. So on a nearly
full disk the log stays as it is, and moves once there's room again.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

MOVED_AT = 16 * 2**20
"""How long a log is, in bytes, when DuckDB moves it."""

# Beside the existing log: the same again in the file, a second log for saves made meanwhile, and as
# much again for others on the disk.
_NEEDED = 3 * MOVED_AT


class Checkpoints:
    """Allows a file's checkpoints while its disk has room for them, and otherwise defers them."""

    def __init__(self, file: Path) -> None:
        """Start with DuckDB's own setting, which allows them."""
        self._log, self._folder = file.with_name(f"{file.name}.wal"), file.parent
        self._allowed = True

    def settle(self, run: Callable[[str], object]) -> None:
        """Check the disk before a save: two system calls, and a setting if the outcome changed.

        `run` executes a statement.
        """
        allowed = self._there_is_room()
        if allowed != self._allowed:
            threshold = f"{MOVED_AT}B" if allowed else "1TB"
            run(f"SET GLOBAL checkpoint_threshold = '{threshold}'")
            self._allowed = allowed

    def _there_is_room(self) -> bool:
        try:
            free = shutil.disk_usage(self._folder).free
            # A log that was postponed for long has outgrown MOVED_AT.
            length = self._log.stat().st_size if self._log.exists() else 0
        except OSError:
            return True  # the save itself will report what's wrong with the disk
        return free > _NEEDED + max(0, length - MOVED_AT)
