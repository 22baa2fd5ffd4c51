"""Request bodies: none on reads, few bytes without credentials, and none that last forever."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from pages.http.middleware.bodies import BODY_CAP, SMALL_BODY
from tests.http.conftest import bearer
from tests.load.process import cost
from tests.long import TIMES
from tests.server import HOST_KEY, Server

TOO_LARGE = {
    "error": "The request is larger than 5,000,000 bytes, which is the most this route takes."
}


def test_a_body_up_to_the_cap_arrives_whole(probe: Server) -> None:
    answer = httpx.post(f"{probe.url}/size", content=b"x" * BODY_CAP)
    assert (answer.status_code, answer.text) == (200, str(BODY_CAP))


@pytest.mark.parametrize("path", ["/size", "/", "/healthz", "/no-such-route"])
def test_a_larger_body_is_refused_on_every_route(probe: Server, path: str) -> None:
    limit = BODY_CAP if path == "/size" else SMALL_BODY
    answer = httpx.post(f"{probe.url}{path}", content=b"x" * (limit + 1))
    assert answer.status_code == 413
    assert f"{limit:,} bytes" in answer.json()["error"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/fail", "/static/js/index.js"])
def test_who_only_asks_brings_no_body(probe: Server, method: str, path: str) -> None:
    whole = httpx.request(method, f"{probe.url}{path}", content=b"x")
    parts = httpx.request(method, f"{probe.url}{path}", content=iter([b"x", b"y"]))
    assert (whole.status_code, parts.status_code) == (400, 400)


# From an address of its own and in a tight loop: refused connections are closed after a while.
FLOOD = 80 * TIMES
ALMOST = 4_900_000


@pytest.mark.parametrize("asked", ["GET /healthz", "POST /api/cohorts/ABCDEF/responses"])
def test_a_flood_of_bodies_from_strangers_takes_no_memory(door_server: Server, asked: str) -> None:
    assert door_server.process
    pid = door_server.process.pid
    head = f"{asked} HTTP/1.1\r\nHost: x\r\nContent-Length: {BODY_CAP}\r\n\r\n".encode()
    before = cost(pid).rss
    with ExitStack() as flood:
        lines = [
            flood.enter_context(socket.create_connection(("127.0.0.1", door_server.port), 10))
            for _ in range(FLOOD)
        ]
        for line in lines:
            line.sendall(head)
            statuses = line.recv(1000).split(b" ")[1]
            assert statuses in (b"400", b"401"), "refused before the body is there"
            line.setblocking(False)
        _send_all(lines, ALMOST, seconds=8 * TIMES)
        assert cost(pid).rss - before < 60, "megabytes"


def _send_all(lines: list[socket.socket], size: int, seconds: float) -> None:
    """Send this many bytes on each connection, as far as the other side reads them."""
    left = dict.fromkeys(lines, size)
    until = time.monotonic() + seconds
    while left and time.monotonic() < until:
        for line in list(left):
            try:
                left[line] -= line.send(bytes(min(left[line], 200_000)))
            except BlockingIOError:
                continue
            except OSError:
                left[line] = 0
            if not left[line]:
                del left[line]


def test_a_body_that_does_not_come_is_not_waited_for(probe: Server) -> None:
    with socket.create_connection(("127.0.0.1", probe.port), timeout=20) as line:
        line.sendall(b"POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\nhalf")
        began = time.monotonic()
        assert line.recv(1000).startswith(b"HTTP/1.1 408")
        assert time.monotonic() - began < 15


def test_few_large_bodies_come_from_one_address_at_a_time(probe: Server) -> None:
    with ExitStack() as flood:
        lines = [
            flood.enter_context(socket.create_connection(("127.0.0.1", probe.port), 10))
            for _ in range(6)
        ]
        for line in lines:
            line.sendall(b"POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\nhalf")
            time.sleep(0.05)
        for line in lines[4:]:
            assert line.recv(1000).startswith(b"HTTP/1.1 429")
    time.sleep(0.5)
    assert httpx.post(f"{probe.url}/size", content=b"x" * 9000).text == "9000"


def test_who_hangs_up_in_the_midst_of_a_body_leaves_no_trace(probe: Server) -> None:
    for path in ("/size", "/small", "/healthz", "/"):
        with socket.create_connection(("127.0.0.1", probe.port), timeout=5) as line:
            ask = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\nhalf"
            line.sendall(ask.encode())
            time.sleep(0.1)
    time.sleep(0.5)
    assert "Traceback" not in Path(probe.log).read_text()


def test_an_import_of_five_megabytes_arrives_and_a_large_title_does_not(
    door_server: Server,
) -> None:
    told = {"title": "Spring", "min_group": 3}
    made = httpx.post(f"{door_server.url}/api/cohorts", json=told, headers=bearer(HOST_KEY)).json()
    where = f"{door_server.url}/api/cohorts/{made['code']}/responses"
    key = bearer(made["facilitator_key"])
    answer = httpx.post(where, content=b"\n" * BODY_CAP, headers=key, timeout=60)
    assert answer.json() == {"added": 0}
    large = {"title": "x" * SMALL_BODY}
    refused = httpx.post(f"{door_server.url}/api/cohorts", json=large, headers=bearer(HOST_KEY))
    assert refused.status_code == 413


def test_a_declared_length_is_refused_before_the_body_is_sent(probe: Server) -> None:
    with socket.create_connection(("127.0.0.1", probe.port), timeout=5) as line:
        line.sendall(b"POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n")
        assert line.recv(1000).startswith(b"HTTP/1.1 413")


def test_a_body_without_a_length_is_counted_as_it_comes(probe: Server) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 4 * BODY_CAP:
            sent += 100_000
            yield b"x" * 100_000

    answer = httpx.post(f"{probe.url}/size", content=endless(), timeout=10)
    assert (answer.status_code, answer.json()) == (413, TOO_LARGE)


def test_the_connection_is_usable_after_a_refusal(probe: Server) -> None:
    with httpx.Client(timeout=5) as client:
        for body in (b"x" * (BODY_CAP + 1), b"small"):
            answer = client.post(f"{probe.url}/size", content=body)
        assert answer.text == "5"
