"""Clients that connect and say little, or connect too often, keep nobody else out."""

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from random import Random

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.protocol import State
from websockets.typing import Origin

from pages.http.middleware.connections import BODY_SECONDS, Connections
from pages.http.patches.connection_limit import HEAD_SECONDS, REFUSED_SECONDS
from tests.http.test_shortcuts import joined
from tests.load.cohort import Cohort
from tests.load.walks import walk_of
from tests.long import TIMES
from tests.middleware.probe.server import ProbeServer
from tests.server import Server

pytestmark = pytest.mark.alone

DESCRIPTORS = 240


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app in a process that may open only a few files and sockets."""
    server = Server(tmp_path_factory.mktemp("narrow"))
    server.under = ("prlimit", f"--nofile={DESCRIPTORS}:{DESCRIPTORS}")
    with server:
        yield server


def connected(server: Server, source: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), 5, source_address=(source, 0))


@pytest.mark.parametrize("said", [b"", b"GET /healthz HTTP/1.1\r\nHost: x\r\n"])
def test_who_takes_all_connections_that_they_can_keeps_nobody_out(
    narrow: Server, said: bytes
) -> None:
    cohort = Cohort(narrow.url)

    async def scenario() -> tuple[float | None, list[str]]:
        tab = await joined(narrow, cohort)
        await tab.go("goals")
        with ExitStack() as flood:
            for _ in range(2 * DESCRIPTORS * TIMES):
                one_more = flood.enter_context(connected(narrow, "127.0.0.9"))
                with suppress(OSError):  # it was disconnected
                    one_more.sendall(said)
            answers = await asyncio.to_thread(httpx.get, f"{narrow.url}/healthz", timeout=5)
            assert answers.status_code == 200
            first = next(iter(walk_of("goals")(Random(1))))
            ran = await tab.change(first.widget, first.value)
            told = tab.screen.complaints
        await tab.close()
        return ran.saved_after, told

    saved_after, told = asyncio.run(scenario())
    assert saved_after is not None
    assert told == []


def test_a_process_with_few_descriptors_keeps_some_for_files_and_for_who_only_asks() -> None:
    few = Connections(200, behind_a_proxy=False)
    flood = [few.enter("10.0.0.1") for _ in range(200)]
    assert flood.count(True) == 112
    for _ in range(88):
        few.leave("10.0.0.1")  # these were disconnected
    assert few.enter("10.0.0.2")
    others = [few.enter(f"10.0.1.{n}") for n in range(100)]
    assert few.are_scarce
    assert others.count(True) == 37, "150 in all"


def test_a_room_behind_one_router_or_proxy_fits_in() -> None:
    plenty = Connections(20_000, behind_a_proxy=False)
    for _ in range(2_000):  # two tabs each
        assert plenty.enter("10.0.0.1", 4)
        assert plenty.enter("10.0.0.1")
    assert not plenty.are_scarce
    proxied = Connections(20_000, behind_a_proxy=True)
    assert all(proxied.enter("10.0.0.1") for _ in range(15_000))


def closed_after(line: socket.socket, drip: bytes, longest: float) -> float:
    """Send a little every half second; return after how many seconds the server disconnected."""
    began = time.monotonic()
    line.settimeout(0.5)
    while time.monotonic() - began < longest:
        try:
            line.sendall(drip)
            if not line.recv(10_000):
                break
        except TimeoutError:
            continue
        except OSError:
            break
    line.close()
    return time.monotonic() - began


def test_a_head_that_comes_letter_by_letter_is_not_waited_for(door_server: Server) -> None:
    line = connected(door_server, "127.0.0.1")
    line.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
    assert closed_after(line, b"a", HEAD_SECONDS + 15) < HEAD_SECONDS + 5


def test_who_says_nothing_or_begins_a_second_request_is_not_waited_for(door_server: Server) -> None:
    silent, again = connected(door_server, "127.0.0.1"), connected(door_server, "127.0.0.1")
    again.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    again.recv(10_000)
    again.sendall(b"GET /he")
    assert closed_after(again, b"a", HEAD_SECONDS + 15) < HEAD_SECONDS + 5
    assert closed_after(silent, b"", 5) < 1


def test_a_handshake_that_is_never_ended_is_not_waited_for(door_server: Server) -> None:
    line = connected(door_server, "127.0.0.1")
    line.sendall(
        b"GET /_stcore/stream HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
        b"Connection: Upgrade\r\nContent-Length: 10\r\n\r\n"
    )
    assert closed_after(line, b"", HEAD_SECONDS + 15) < HEAD_SECONDS + 5


def test_a_websocket_is_not_a_body_that_is_waited_for(tmp_path: Path) -> None:
    impatient = ProbeServer(tmp_path, PROBE_BODY_SECONDS="1")

    async def stays_open() -> bool:
        url = f"{impatient.url.replace('http', 'ws')}/_stcore/stream"
        async with connect(url, origin=Origin(impatient.url), max_size=None) as line:
            with suppress(TimeoutError):
                async with asyncio.timeout(3):
                    while True:
                        await line.recv()
            return line.state is State.OPEN

    with impatient:
        assert asyncio.run(stays_open())
        line = connected(impatient, "127.0.0.1")
        line.sendall(b"POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n")
        assert closed_after(line, b"a", 10) < 5


def test_who_goes_on_sending_after_a_refusal_is_hung_up_on(door_server: Server) -> None:
    line = connected(door_server, "127.0.0.1")
    line.sendall(b"POST /api/cohorts HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n")
    assert line.recv(1000).startswith(b"HTTP/1.1 401")
    assert closed_after(line, b"a", BODY_SECONDS) < REFUSED_SECONDS + 5


def test_what_closes_a_connection_leaves_no_trace_in_the_log(door_server: Server) -> None:
    assert "Traceback" not in Path(door_server.log).read_text()
