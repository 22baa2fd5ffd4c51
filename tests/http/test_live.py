"""The live signal: an event at once, another when something changes, none for strangers."""

import time
from collections.abc import Iterator

import httpx
import pytest

from tests.http.conftest import Room, forms
from tests.server import Server


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
    next(events)
    with httpx.Client(base_url=server.url) as another:
        started = time.monotonic()
        heard = 0
        for number in range(30):
            _seen_by(another, room).add(forms(1 + number % 3))
        next(events)
        heard += 1
        assert time.monotonic() - started >= 0.9
    assert heard == 1


def test_strangers_hear_nothing(client: httpx.Client, room: Room) -> None:
    refused = client.get(f"/live/{room.code}")
    assert refused.status_code == 403
    other = Room(client)
    client.get(f"/facilitate/{other.key}")
    assert client.get(f"/live/{room.code}").status_code == 403


def _seen_by(client: httpx.Client, room: Room) -> Room:
    again = object.__new__(Room)
    again.__dict__.update(room.__dict__, client=client)
    return again
