"""A disk fills up while people answer: they're told, nothing is lost, and work resumes."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import httpx
import pytest

from data.checkpoints import MOVED_AT
from pages.wording import WORDING
from tests.crash.disk import ServerOnDisk, SmallDisk
from tests.crash.room import Room

TOLD = {"error": WORDING.in_("en").store_faults["disk_full"].on_page}


@pytest.fixture
def server(disk: SmallDisk, tmp_path: Path) -> Iterator[ServerOnDisk]:
    running = ServerOnDisk(tmp_path, disk)
    with running:
        yield running


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    # A connection per request: the server closes idle ones while the disk is being filled.
    with httpx.Client(timeout=60, limits=httpx.Limits(max_keepalive_connections=0)) as client:
        yield client


def answer_until_refused(room: Room, client: httpx.Client, at_once: int) -> httpx.Response:
    """Send this many answers per request until the server refuses one."""
    for number in count():
        said = room.answer(client, *(f"{at_once} {number} {i}" for i in range(at_once)))
        if said.status_code != 201:
            return said
    raise AssertionError


def answer_again(room: Room, client: httpx.Client) -> None:
    """Save again, for as long as the server may take to notice that there's space."""
    deadline = time.monotonic() + 20
    while room.answer(client, "somebody new").status_code != 201:
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_a_disk_full_at_the_log_is_told_and_forgiven(
    server: ServerOnDisk, disk: SmallDisk, client: httpx.Client
) -> None:
    room = Room(server.url)
    room.answer(client, *"abcd")
    disk.fill(leave=20_000)
    refused = answer_until_refused(room, client, at_once=5)
    assert (refused.status_code, refused.json()) == (503, TOLD)
    assert room.missing() == []
    disk.free()
    answer_again(room, client)
    assert room.missing() == []
    server.kill()
    server.start()
    assert room.missing() == []
    assert room.summary()["n"] == len(room.acknowledged)


@pytest.mark.parametrize("disk", ["96m"], indirect=True)
def test_a_log_waits_for_its_checkpoint_until_the_disk_has_room_for_it(
    server: ServerOnDisk, disk: SmallDisk, client: httpx.Client
) -> None:
    room = Room(server.url)
    log = disk.seen / "workshop.duckdb.wal"
    for number in count():
        if log.stat().st_size > MOVED_AT - 2_000_000:
            break
        assert room.answer(client, *(f"early {number} {i}" for i in range(4000))).is_success
    # Space for a longer log, but not for DuckDB's checkpoint of it.
    disk.fill(leave=MOVED_AT - log.stat().st_size + 1_000_000)
    with ThreadPoolExecutor(4) as others:
        sizes = (400, 450, 500, 550)
        refusals = list(others.map(lambda n: answer_until_refused(room, client, n), sizes))
    assert {(r.status_code, r.json()["error"]) for r in refusals} == {(503, TOLD["error"])}
    assert log.stat().st_size > MOVED_AT
    disk.free()
    answer_again(room, client)
    assert not log.exists() or log.stat().st_size < MOVED_AT, "it has moved into the file"
    assert room.missing() == []
    server.stop()
    server.start()
    assert room.missing() == []


# Other users of the disk may fill it between the check and the checkpoint.
FILLED_BETWEEN = """
import os, sys, time
from pathlib import Path
from data.checkpoints import MOVED_AT, Checkpoints
from data.faults import StoreFault
from data.embedded import File
Checkpoints.settle = lambda *_: None
store = File(sys.argv[1])
with store.transaction() as t:
    t.run("CREATE TABLE workshop.words (number BIGINT, word VARCHAR)")
kept, saved, filler = [], None, Path(sys.argv[1]).parent / "filler"
log = Path(sys.argv[1] + ".wal")
def save(number):
    store.append("words", number, str(number) * 2000)
    kept.append(number)
number = 0
while not log.exists() or log.stat().st_size < MOVED_AT - 500_000:
    save(number := number + 1)
room = os.statvfs(filler.parent)
filler.write_bytes(bytes(room.f_bavail * room.f_frsize - 1_500_000))
try:
    while True:
        save(number := number + 1)
except StoreFault as fault:
    print(fault.fault)
filler.unlink()
time.sleep(1.1)
for again in range(20):
    try:
        save(number := number + 1)
        break
    except StoreFault:
        time.sleep(0.2)
found = {n for (n,) in store.rows("SELECT number FROM workshop.words")}
print("missing", len(set(kept) - found), "kept on", kept[-1] == number)
"""


@pytest.mark.parametrize("disk", ["96m"], indirect=True)
def test_a_checkpoint_that_fails_all_the_same_is_told_and_forgiven(disk: SmallDisk) -> None:
    store = str(disk.folder / "workshop.duckdb")
    run = subprocess.run(
        [*disk.inside, sys.executable, "-c", FILLED_BETWEEN, store],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.stdout.splitlines() == ["disk_full", "missing 0 kept on True"], run.stderr
    assert "the store failed and was reopened" in run.stderr


def test_a_stop_on_a_full_disk_loses_nothing(
    server: ServerOnDisk, disk: SmallDisk, client: httpx.Client
) -> None:
    room = Room(server.url)
    room.answer(client, *"abcd")
    disk.fill(leave=20_000)
    answer_until_refused(room, client, at_once=5)
    server.stop(signal.SIGTERM)
    server.start()
    assert room.missing() == []
    assert room.answer(client, *map(str, range(200))).status_code == 503
    disk.free()
    answer_again(room, client)
    assert room.missing() == []
