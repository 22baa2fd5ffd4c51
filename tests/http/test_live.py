"""The live signal: an event at once, another when something changes, none for strangers."""

import time
from collections.abc import Iterator

import httpx
import pytest

from tests.http.conftest import Room, forms
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
        # The last change is told, however many before it were not.
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


def _now(room: Room, server: Server) -> str:
    """The number that a page would be drawn with now: the first event of a fresh stream."""
    with httpx.Client(base_url=server.url) as facilitator:
        facilitator.get(f"/facilitate/{room.key}")
        with facilitator.stream("GET", f"/live/{room.code}") as stream:
            return next(text for text in stream.iter_lines() if text.startswith("data:"))


def _seen_by(client: httpx.Client, room: Room) -> Room:
    again = object.__new__(Room)
    again.__dict__.update(room.__dict__, client=client)
    return again
