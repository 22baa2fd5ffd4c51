"""A real server with a room, people in every role, and what must hold afterwards."""

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
    """The whole app as a target for values."""

    def __init__(self, folder: Path) -> None:
        self.server = Server(folder)

    def __enter__(self) -> "Grounds":
        self.server.start()
        # A connection per request: a second response on the same one waits 40 ms for the first's
        # ACK.
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
        """Start over with a fresh room, as after someone deleted the last one."""
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
        """Every traceback in the server's log: no input may raise an unhandled error."""
        log = self.server.log.read_text(errors="replace")
        return re.split(r"(?=Traceback \(most recent call last\))", log)[1:]

    def exported(self) -> int:
        """Read the room's export, if any; raise ValidationError if a row isn't a valid answer."""
        path = f"/api/cohorts/{self.room.code}/responses.parquet"
        told = self.client.get(path, headers=bearer(self.room.key))
        for _ in range(3):  # after so many wrong keys for this room, even the right one has to wait
            if told.status_code == 429:
                time.sleep(int(told.headers["retry-after"]))
                told = self.client.get(path, headers=bearer(self.room.key))
        # Nobody has answered yet, or a mad facilitator has replaced this link.
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
        """Read the stopped server's file; raise ValidationError if a row isn't a valid answer."""
        with duckdb.connect(str(self.server.store), read_only=True) as connection:
            rows = connection.execute("SELECT exercise, shared FROM answers").fetchall()
        return _all_valid(rows)


async def joined(url: str, code: str) -> str:
    """Join a room as a phone does, and return the cookie of its new member."""
    tab = Tab(url)
    await tab.enter(f"/join/{code}")
    await tab.open()
    await tab.close()
    return tab.cookie


def _from_somewhere(request: httpx.Request) -> None:
    """Send each request from another address, because an address that guesses keys is throttled."""
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
