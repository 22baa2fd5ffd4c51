"""A disk that fills up while people answer: they are told, nothing is lost, and it goes on."""

import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import httpx
import pytest

from pages.wording import WORDING
from tests.crash.disk import ServerOnDisk, SmallDisk
from tests.crash.room import Room

TOLD = {"error": WORDING.in_("en").store_faults["disk_full"].on_page}

# DuckDB makes a checkpoint when its log has this length.
CHECKPOINT_AT = 16 * 1024 * 1024


@pytest.fixture
def server(disk: SmallDisk, tmp_path: Path) -> Iterator[ServerOnDisk]:
    running = ServerOnDisk(tmp_path, disk)
    with running:
        yield running


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    # A connection each: the server hangs up on one that was quiet while the disk was filled.
    with httpx.Client(timeout=60, limits=httpx.Limits(max_keepalive_connections=0)) as client:
        yield client


def answer_until_refused(room: Room, client: httpx.Client, at_once: int) -> httpx.Response:
    """Send answers, so many in a request, until the server refuses a request."""
    for number in count():
        said = room.answer(client, *(f"{at_once} {number} {i}" for i in range(at_once)))
        if said.status_code != 201:
            return said
    raise AssertionError


def answer_again(room: Room, client: httpx.Client) -> None:
    """Save once more, for as long as the server may take to notice that there is room again."""
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


# To open after a checkpoint that failed, DuckDB needs room for a second log of 16 MiB.
@pytest.mark.parametrize("disk", ["64m"], indirect=True)
def test_a_disk_full_at_the_checkpoint_is_told_and_forgiven(
    server: ServerOnDisk, disk: SmallDisk, client: httpx.Client
) -> None:
    room = Room(server.url)
    log = disk.seen / "workshop.duckdb.wal"
    for number in count():
        if log.stat().st_size > CHECKPOINT_AT - 2_000_000:
            break
        assert room.answer(client, *(f"early {number} {i}" for i in range(4000))).is_success
    # Room for the log until DuckDB wants to write it into the file, but not for that.
    disk.fill(leave=CHECKPOINT_AT - log.stat().st_size + 500_000)
    with ThreadPoolExecutor(4) as others:
        sizes = (400, 450, 500, 550)
        refusals = list(others.map(lambda n: answer_until_refused(room, client, n), sizes))
    assert {(r.status_code, r.json()["error"]) for r in refusals} == {(503, TOLD["error"])}
    assert "gave up" in server.log.read_text()
    disk.free()
    answer_again(room, client)
    assert room.missing() == []
    server.stop()
    server.start()
    assert room.missing() == []


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
