"""A real server with a room on it, people of every kind, and what must be true of it afterwards."""

import asyncio
import random
import re
import time
from pathlib import Path

import duckdb
import httpx

from data.keys import fingerprint
from exercises import AGENDA, exercise
from tests.http.conftest import Room, bearer
from tests.load.tab import Tab
from tests.server import HOST_KEY, Server


class Grounds:
    """Where values are thrown at the whole app."""

    def __init__(self, folder: Path) -> None:
        self.server = Server(folder)

    def __enter__(self) -> "Grounds":
        self.server.start()
        # A connection each: a second answer on the same one waits 40 ms for the first to be acked.
        alone = httpx.Limits(max_keepalive_connections=0)
        self.client = httpx.Client(
            base_url=self.server.url,
            timeout=60,
            limits=alone,
            event_hooks={"request": [_from_somewhere]},
        )
        self.renew()
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
        self.server.stop()

    def renew(self) -> None:
        """Begin again with a fresh room, as after somebody has deleted the last one."""
        self.room = Room(self.client, min_group=3)
        self.link = fingerprint(self.room.key)
        self.client.cookies.clear()
        self.attendee = asyncio.run(joined(self.server.url, self.room.code))
        self.cookies = {
            "nobody": "",
            "attendee": self.attendee,
            "facilitator": f"workshop_facilitator={self.room.code}.{self.room.key}",
            "host": f"workshop_host={HOST_KEY}",
        }

    def complaints(self) -> list[str]:
        """Every trace in the server's log: whatever anybody sends, nothing may raise unforeseen."""
        log = self.server.log.read_text(errors="replace")
        return re.split(r"(?=Traceback \(most recent call last\))", log)[1:]

    def exported(self) -> int:
        """Read what the room exports, if it does; raise ValidationError where it is no answer."""
        path = f"/api/cohorts/{self.room.code}/responses.parquet"
        told = self.client.get(path, headers=bearer(self.room.key))
        for _ in range(3):  # so many keys of this room were wrong that the right one waits as well
            if told.status_code == 429:
                time.sleep(int(told.headers["retry-after"]))
                told = self.client.get(path, headers=bearer(self.room.key))
        # Nobody answered yet; or who leads the room went mad, too, and has replaced this link.
        if told.status_code in (409, 403):
            return 0
        assert told.status_code == 200, told.text
        (copy := self.server.folder / "export.parquet").write_bytes(told.content)
        with duckdb.connect() as connection:
            rows = connection.execute(
                f"SELECT exercise, answer FROM read_parquet('{copy}')"
            ).fetchall()
        return _all_valid(rows)

    def stored(self) -> int:
        """Read the file of the stopped server; raise ValidationError where it has no answer."""
        with duckdb.connect(str(self.server.store), read_only=True) as connection:
            rows = connection.execute("SELECT exercise, shared FROM answers").fetchall()
        return _all_valid(rows)


async def joined(url: str, code: str) -> str:
    """Join a room as a phone does, and return the cookie of whom the room then knows."""
    tab = Tab(url)
    await tab.enter(f"/join/{code}")
    await tab.open()
    await tab.close()
    return tab.cookie


def _from_somewhere(request: httpx.Request) -> None:
    """Let every request come from another address: one that guesses keys is soon slowed down."""
    # uvicorn trusts a proxy on this machine.
    address = ".".join(str(random.randrange(256)) for _ in range(3))
    request.headers.setdefault("X-Forwarded-For", f"10.{address}")


def _all_valid(rows: list[tuple[str, str]]) -> int:
    for slug, shared in rows:
        found = exercise(slug)
        assert found in AGENDA
        assert found
        found.answer.model_validate_json(shared)
    return len(rows)
