"""No browser or proxy caches our responses, whoever asks."""

from collections.abc import Callable

import httpx
import pytest

from pages.http import assets
from pages.http.routes.table import TABLE
from tests.http.conftest import SLUG, Room, bearer
from tests.http.test_hostile_attendee import Phone
from tests.server import HOST_KEY, Server

# Each name stands for one fixed content, which is nobody's.
PUBLIC = {"/assets/{name}"}
BODIES = {"/api/cohorts": '{"title": "Mine"}', "/api/cohorts/{code}/facilitators": '{"label": "A"}'}

Ask = Callable[[str, str, str], httpx.Response]


@pytest.fixture
def ask(client: httpx.Client, server: Server, room: Room) -> Ask:
    phone = Phone(server, room)
    with phone.connected() as socket:
        phone.open_exercise(socket)
    attends = phone.cookie.rpartition(".")[2]
    cookies = {
        "nobody": "",
        "somebody": f"{phone.cookie}; workshop_host={HOST_KEY};"
        f" workshop_facilitator={room.code}.{room.key}",
    }

    def asked(method: str, path: str, caller: str) -> httpx.Response:
        keys = {"resume": attends, "facilitate": room.key, "host": HOST_KEY}
        key = keys.get(path.split("/")[1], "")
        names = {"exercise": SLUG, "name": assets.STYLE, "language": "en", "picture": "borda"}
        address = path.format(code=room.code, key=key, link="0" * 64, **names)
        headers = {"Cookie": cookies[caller], "Origin": server.url}
        client.cookies.clear()
        return client.request(
            method,
            address,
            content=BODIES.get(path, "") if method == "POST" else "",
            headers=headers,
        )

    return asked


@pytest.mark.parametrize("caller", ["nobody", "somebody"])
@pytest.mark.parametrize(("method", "path"), [row[:2] for row in TABLE], ids=" ".join)
def test_every_answer_says_that_nobody_keeps_it(
    ask: Ask, method: str, path: str, caller: str
) -> None:
    kept = ask(method, path, caller).headers["cache-control"]
    assert kept == "no-store" or (path in PUBLIC and "immutable" in kept)


def test_neither_is_the_live_stream_nor_a_path_that_is_none(
    client: httpx.Client, room: Room
) -> None:
    with client.stream("GET", f"/live/{room.code}", headers=bearer(room.key)) as stream:
        assert stream.status_code == 200
        assert stream.headers["cache-control"] == "no-store"
    for path in (f"/live/{room.code}", "/api/nothing", "/assets/nothing"):
        assert client.get(path).headers["cache-control"] == "no-store"
