"""A killed server's half-sent backups don't stay in the temporary folder for good."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from pages.http.routes import backup


def test_a_backup_that_a_kill_left_is_removed_a_day_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, being_sent, other = (
        tmp_path / n for n in ("workshop-backup-a", "workshop-backup-b", "else")
    )
    for folder in (left, being_sent, other):
        folder.mkdir()
        (folder / "workshop-backup.duckdb").touch()
    for folder in (left, other):
        os.utime(folder, (time.time() - 90_000,) * 2)
    backup.remove_left()
    assert [left.exists(), being_sent.exists(), other.exists()] == [False, True, True]
