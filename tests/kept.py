"""What a store holds of each person, to compare with what was acknowledged.

Nothing the app hands out says this: an export makes up a name for every row.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import httpx

from data import Store
from tests.server import HOST_KEY

# The shared half, by attendee's fingerprint and exercise.
Kept = dict[tuple[str, str], Any]

_LATEST = """
    SELECT DISTINCT ON (attendee, exercise) attendee, exercise, shared FROM {answers}
    WHERE cohort = ? ORDER BY attendee, exercise, seq DESC
"""


def in_store(store: Store, cohort: str) -> Kept:
    """Return what an open store holds of a room."""
    rows = store._database.rows(_LATEST.format(answers="workshop.answers"), [cohort])
    return {(attendee, exercise): json.loads(shared) for attendee, exercise, shared in rows}


def on_server(url: str, cohort: str) -> Kept:
    """Return what a running server holds of a room, read from a backup."""
    told = httpx.get(
        f"{url}/api/backup", headers={"Authorization": f"Bearer {HOST_KEY}"}, timeout=60
    )
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "kept.duckdb"
        copy.write_bytes(told.raise_for_status().content)
        with duckdb.connect(str(copy), read_only=True) as connection:
            rows = connection.execute(_LATEST.format(answers="answers"), [cohort]).fetchall()
    return {(attendee, exercise): json.loads(shared) for attendee, exercise, shared in rows}
