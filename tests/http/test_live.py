"""The live signal: an event at once, another on each change, none for strangers."""

import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from pages.http.live.presence import STREAMS_OF_A_PERSON
from tests.http.conftest import Room, forms
from tests.long import TIMES
from tests.middleware.visitor import one_run, visit
from tests.server import Server

pytestmark = pytest.mark.alone


@pytest.fixture
def events(client: httpx.Client, room: Room) -> Iterator[Iterator[str]]:
    client.get(f"/facilitate/{room.key}")
    with client.stream("GET", f"/live/{room.code}") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        yield (text for text in stream.iter_lines() if text.startswith("data:"))


def test_a_facilitator_hears_of_an_answer_within_a_second(
    events: Iterator[str], room: Room, server: Server
) -> None:
    first = next(events)
    time.sleep(1.1)
    with httpx.Client(base_url=server.url) as another:
        Room.add(_seen_by(another, room), forms(1))
    asked = time.monotonic()
    assert next(events) != first
    assert time.monotonic() - asked < 1.0


def test_a_flood_of_answers_is_told_at_most_once_a_second(
    events: Iterator[str], room: Room, server: Server
) -> None:
    first = next(events)
    with httpx.Client(base_url=server.url) as another:
        flooding = _seen_by(another, room)
        started = time.monotonic()
        for _ in range(40):
            flooding.add(forms(1))
        # The last change is announced, however many before it weren't.
        last = first
        heard = 0
        while heard == 0 or last != _now(flooding, server):
            last = next(events)
            heard += 1
        assert heard <= time.monotonic() - started + 1
        assert heard < 40


def test_strangers_hear_nothing(client: httpx.Client, room: Room) -> None:
    refused = client.get(f"/live/{room.code}")
    assert refused.status_code == 403
    other = Room(client)
    client.get(f"/facilitate/{other.key}")
    assert client.get(f"/live/{room.code}").status_code == 403


def test_one_attendee_takes_a_few_streams_and_is_one_person(
    client: httpx.Client, room: Room, server: Server
) -> None:
    cookie = member(server, client, room)
    lines = [follow(server, room, cookie) for _ in range(300 * TIMES)]
    time.sleep(4)  # the replaced ones have been told by now
    try:
        assert sum(is_open(line) for line in lines) <= STREAMS_OF_A_PERSON
        lines.append(follow(server, room, member(server, client, room)))
        time.sleep(1)
        assert is_open(lines[-1]), "another person gets in"
    finally:
        for line in lines:
            line.close()


def member(server: Server, client: httpx.Client, room: Room) -> str:
    """Join as someone new and open a page, which makes you a member; return the cookie."""
    client.cookies.clear()
    joined = client.get(f"/join/{room.code}")
    cookie = f"workshop_attendee={joined.cookies['workshop_attendee']}"
    with visit(server, "10.44.0.1", cookie) as page:
        one_run(page)
    return cookie


def follow(server: Server, room: Room, cookie: str) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    asked = f"GET /live/{room.code} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n"
    line.sendall(asked.encode())
    return line


def is_open(line: socket.socket) -> bool:
    """Say whether this is a stream that's still open."""
    line.setblocking(False)  # everything it sends has long arrived
    said = b""
    try:
        while part := line.recv(10_000):
            said += part
            if b"\r\n0\r\n" in said or b" 429 " in said:
                return False
    except BlockingIOError:
        return said.startswith(b"HTTP/1.1 200")
    return False


def _now(room: Room, server: Server) -> str:
    """The number a page would be drawn with now: the first event of a fresh stream."""
    with httpx.Client(base_url=server.url) as facilitator:
        facilitator.get(f"/facilitate/{room.key}")
        with facilitator.stream("GET", f"/live/{room.code}") as stream:
            return next(text for text in stream.iter_lines() if text.startswith("data:"))


def _seen_by(client: httpx.Client, room: Room) -> Room:
    again = object.__new__(Room)
    again.__dict__.update(room.__dict__, client=client)
    return again
