"""A new version with a schema change is rolled out on PostgreSQL, one process at a time.

People keep answering: nothing that was acknowledged is lost, and nobody waits long.
"""

import asyncio
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.crash.starting import environment
from tests.crash.test_postgres_away import NOTHING_WAITS_LONGER
from tests.http.test_cluster import Room, within
from tests.load.tab import Tab
from tests.server import ROOT, Server

WROTE = "A sentence that only she knows"
# The worst case for a step: it's on the busiest table and blocks everyone who saves.
STEP = "ALTER TABLE workshop.answers ADD COLUMN weight INTEGER;"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The app with one more migration step."""
    code = tmp_path / "newer"
    for part in ("data", "exercises", "pages", ".streamlit"):
        shutil.copytree(ROOT / part, code / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", code)
    steps = code / "data" / "migrations"
    (steps / f"{len(list(steps.glob('0*.sql'))) + 2:04}_weight.sql").write_text(STEP)
    return code


class Giving:
    """People who answer through any process that accepts it, as behind a proxy."""

    def __init__(self, room: Room, doors: list[Server]) -> None:
        self.acknowledged, self.longest = 0, 0.0
        self._room, self._doors, self._done = room, doors, threading.Event()

    def go_on(self) -> None:
        while not self._done.is_set():
            name = f"form {self.acknowledged}"
            while not any(self._gives(name, door) for door in tuple(self._doors)):
                time.sleep(0.05)
            self.acknowledged += 1

    def end(self) -> None:
        self._done.set()

    def _gives(self, name: str, door: Server) -> bool:
        began = time.monotonic()
        try:
            return self._room.give(door, name)
        finally:
            self.longest = max(self.longest, time.monotonic() - began)


@contextmanager
def giving(room: Room, doors: list[Server]) -> Iterator[Giving]:
    people = Giving(room, doors)
    thread = threading.Thread(target=people.go_on)
    thread.start()
    try:
        yield people
    finally:
        people.end()
        thread.join()


def migrate(code: Path, url: str) -> None:
    command = [sys.executable, "-m", "data.migrations"]
    subprocess.run(command, cwd=code, env=environment(url), timeout=60, check=True)


async def answered(server: Server, code: str) -> str:
    """Answer on a page, and return that person's cookie."""
    tab = Tab(server.url)
    await tab.enter(f"/join/{code}")
    await tab.open("goals")
    assert (await tab.change("sentence-00000001", WROTE)).saved_after is not None
    await tab.close()
    return tab.cookie


async def seen(server: Server, cookie: str) -> object:
    tab = Tab(server.url, cookie)
    await tab.open("goals")
    await tab.close()
    return tab.screen.value("sentence-00000001")


def test_processes_are_replaced_one_by_one_while_people_answer(
    tmp_path: Path, newer: Path, empty_postgres: str
) -> None:
    def of_next_version(folder: Path) -> Server:
        server = Server(folder, WORKSHOP_STORE=empty_postgres)
        server.code = newer
        return server

    with ExitStack() as running:
        servers = [Server(tmp_path / name, WORKSHOP_STORE=empty_postgres) for name in "ab"]
        older = [running.enter_context(server) for server in servers]
        room, doors = Room(older[0]), list(older)
        cookie = asyncio.run(answered(older[0], room.code))
        people = running.enter_context(giving(room, doors))
        with pytest.raises(RuntimeError, match=r"data\.migrations"):
            of_next_version(tmp_path / "early").start()
        migrate(newer, empty_postgres)
        at_the_migration = people.acknowledged
        assert within(10.0, lambda: people.acknowledged > at_the_migration + 10)
        for name, leaving in zip("cd", older, strict=True):
            comes = running.enter_context(of_next_version(tmp_path / name))
            doors.append(comes)
            leaving.stop()
            doors.remove(leaving)
        upgraded = people.acknowledged
        assert within(10.0, lambda: people.acknowledged > upgraded + 10)
        people.end()
        assert within(10.0, lambda: room.answered(comes) == people.acknowledged)
        assert asyncio.run(seen(comes, cookie)) == WROTE
        assert people.longest < NOTHING_WAITS_LONGER
    with psycopg.connect(empty_postgres) as connection:
        assert connection.execute("SELECT count(weight) FROM answers").fetchone() == (0,)
    print(f"{people.acknowledged} answers, the longest in {people.longest:.2f} s")
