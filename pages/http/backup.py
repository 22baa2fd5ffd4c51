"""A copy of the whole store for the host, taken while the room goes on answering."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from pages.http.callers import Caller, Refusal


def whole(caller: Caller) -> Response:
    """Return the store as it is at this moment, as a DuckDB file."""
    caller.must_be_host()
    folder = Path(mkdtemp(prefix="workshop-backup-"))
    tidy_up = BackgroundTask(shutil.rmtree, folder)
    copy = folder / "workshop-backup.duckdb"
    try:
        caller.store.backup(copy)
    except BaseException as error:
        shutil.rmtree(folder)
        if isinstance(error, NotImplementedError):
            raise Refusal(409, "Back up PostgreSQL with its own tool, pg_dump.") from error
        raise
    headers = {"Cache-Control": "no-store"}
    return FileResponse(copy, filename=copy.name, headers=headers, background=tidy_up)
