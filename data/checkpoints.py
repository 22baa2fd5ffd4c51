"""When DuckDB may move its log into the file: only where the disk has room for all of it.

A save that finds the log long enough moves it ("makes a checkpoint"). Where the disk fills up in
the middle of that, DuckDB 1.5 gives up on the file, and where others are saving at that moment it
may take the whole process down with it. A log that can't grow, in contrast, is one refused save.
So on a disk that is nearly full the log stays as it is, and moves when there is room again.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

MOVED_AT = 16 * 2**20
"""How long a log is, in bytes, when DuckDB moves it."""

# Next to the log itself, which is there already: the same again in the file, what is saved
# meanwhile in a second log, and as much again for those who share the disk.
_NEEDED = 3 * MOVED_AT


class Checkpoints:
    """Allows checkpoints of one file while its disk has room for them, and else puts them off."""

    def __init__(self, file: Path) -> None:
        """Begin with DuckDB's own setting, which allows them."""
        self._log, self._folder = file.with_name(f"{file.name}.wal"), file.parent
        self._allowed = True

    def settle(self, run: Callable[[str], object]) -> None:
        """Look at the disk before a save: two system calls, and where it has changed a setting.

        `run` runs a statement.
        """
        allowed = self._there_is_room()
        if allowed != self._allowed:
            threshold = f"{MOVED_AT}B" if allowed else "1TB"
            run(f"SET GLOBAL checkpoint_threshold = '{threshold}'")
            self._allowed = allowed

    def _there_is_room(self) -> bool:
        try:
            free = shutil.disk_usage(self._folder).free
            # A log that was put off for long is longer than the rule has it.
            length = self._log.stat().st_size if self._log.exists() else 0
        except OSError:
            return True  # the save itself will say what is wrong with the disk
        return free > _NEEDED + max(0, length - MOVED_AT)
