"""The live stream ends on leaving, on losing access, and with the room; all others continue."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.http.conftest import Room, bearer
from tests.http.test_hostile_attendee import Phone
from tests.server import Server

pytestmark = pytest.mark.alone


def entered(server: Server, room: Room) -> dict[str, str]:
    """Let someone into a room, and return their browser's cookie."""
    phone = Phone(server, room)
    with phone.connected() as socket:
        phone.open_exercise(socket)
    return {"Cookie": phone.cookie}


@contextmanager
def following(server: Server, room: Room, cookie: dict[str, str]) -> Iterator[Iterator[str]]:
    url = f"{server.url}/live/{room.code}"
    with httpx.stream("GET", url, headers=cookie, timeout=10) as stream:
        assert stream.status_code == 200
        # Only the numbers; an event about the room precedes each.
        numbers = (n for n in stream.iter_lines() if n.startswith("data: ") and "{" not in n)
        next(numbers)
        yield numbers


def leave(client: httpx.Client, room: Room, cookie: dict[str, str]) -> httpx.Response:
    del room
    return client.request("DELETE", "/me", headers=cookie)


def delete_the_room(client: httpx.Client, room: Room, cookie: dict[str, str]) -> httpx.Response:
    del cookie
    return client.delete(f"/api/cohorts/{room.code}", headers=bearer(room.key))


@pytest.mark.parametrize("ending", [leave, delete_the_room])
def test_the_stream_of_who_is_no_longer_in_the_room_ends(
    client: httpx.Client,
    server: Server,
    room: Room,
    ending: Callable[..., httpx.Response],
) -> None:
    cookie = entered(server, room)
    with following(server, room, cookie) as told:
        assert ending(client, room, cookie).status_code == 200
        assert len(list(told)) == 1, "told once more, and a read that lasts ten seconds fails"
    with httpx.Client(base_url=server.url) as browser:
        assert browser.get(f"/live/{room.code}", headers=cookie).status_code == 403


def test_the_others_go_on_hearing_when_somebody_leaves(
    client: httpx.Client, server: Server, room: Room
) -> None:
    stays, goes = entered(server, room), entered(server, room)
    with following(server, room, stays) as told:
        leave(client, room, goes)
        cue = next(told)
        assert cue
        client.cookies.clear()
        link = room.one_more_link()
        assert link
        assert next(told) != cue
