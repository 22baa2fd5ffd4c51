"""A copy of the whole store for the host, made while the room keeps answering."""

import shutil
import time
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Final

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from pages.http.routes.callers import Caller

_FOLDERS: Final = "workshop-backup-"
_A_DAY_IN_SECONDS: Final = 24 * 3600


def whole(caller: Caller) -> Response:
    """Return a snapshot of the store as a DuckDB file."""
    caller.must_be_host()
    folder = Path(mkdtemp(prefix=_FOLDERS))
    tidy_up = BackgroundTask(shutil.rmtree, folder)
    copy = folder / "workshop-backup.duckdb"
    try:
        caller.store.backup(copy)
    except BaseException:
        shutil.rmtree(folder)
        raise
    return FileResponse(copy, filename=copy.name, background=tidy_up)


def remove_left() -> None:
    """Remove the copies that a killed process left behind, because they hold people's answers."""
    for folder in Path(gettempdir()).glob(f"{_FOLDERS}*"):
        with suppress(OSError):  # another user's, or already gone
            # Another app on this machine may be sending a recent one.
            if time.time() - folder.stat().st_mtime > _A_DAY_IN_SECONDS:
                shutil.rmtree(folder)
