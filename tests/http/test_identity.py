"""Your identity changes only by your own action: never by another site's link, image or form."""

import re

import httpx
import pytest

from data import keys
from pages.http import assets
from pages.http.routes.table import TABLE
from tests.http.conftest import SLUG, Room, bearer
from tests.http.test_hostile_attendee import Phone
from tests.server import HOST_KEY, Server

ATTENDEE, FACILITATOR = "workshop_attendee", "workshop_facilitator"
FROM_ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Accept": "text/html"}
AS_A_VISIT = {**FROM_ELSEWHERE, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
AS_A_PICTURE = {**FROM_ELSEWHERE, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}

# What another site can do by sending a browser to a route. A GET without a row fails below.
WHAT_A_LINK_DOES = {
    "/join/{code}": "one's own key for another room comes first; the others stay",
    "/start": "one's own key for learning alone comes first; the others stay",
    "/language/{language}": "another language, until one chooses again",
    "/resume/{key}": "nothing: the page asks",
    "/facilitate/{key}": "a room more to lead; pages name theirs in the address",
    "/host/{key}": "makes a host of who has the host's own link, and of nobody else",
}


@pytest.fixture
def sender(server: Server, room: Room) -> str:
    """The key of someone who sends their own private link to others."""
    phone = Phone(server, room)
    with phone.connected() as socket:
        phone.open_exercise(socket)
    return phone.cookie.rpartition(".")[2]


def ring(client: httpx.Client, kind: str = ATTENDEE) -> list[str]:
    return (client.cookies.get(kind) or "").strip('"').split("~")


def adopt(client: httpx.Client, server: Server, key: str) -> httpx.Response:
    return client.post(f"/resume/{key}", headers={"Origin": server.url})


def test_a_private_link_asks_and_changes_nothing(
    client: httpx.Client, room: Room, sender: str
) -> None:
    client.get(f"/join/{room.code}")
    before = ring(client)
    asked = client.get(f"/resume/{sender}", headers=AS_A_VISIT)
    assert asked.status_code == 200
    assert "set-cookie" not in asked.headers
    assert "the person who sent it can read too" in asked.text
    assert f'method="post" action="/resume/{sender}"' in asked.text
    assert f'href="/join/{room.code}"' in asked.text
    assert "frame-ancestors 'self'" in asked.headers["content-security-policy"]
    assert ring(client) == before


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_no_other_site_says_yes_in_ones_place(
    client: httpx.Client, sender: str, origin: str | None
) -> None:
    headers = {"Origin": origin} if origin else {}
    refused = client.post(f"/resume/{sender}", headers=headers)
    assert refused.status_code == 403
    assert "set-cookie" not in refused.headers


def test_who_says_that_the_plan_is_theirs_has_it_on_this_device(
    client: httpx.Client, server: Server, room: Room, sender: str
) -> None:
    answered = adopt(client, server, sender)
    assert (answered.status_code, answered.headers["location"]) == (303, "/")
    assert ring(client) == [f"{room.code}.{sender}.link"]
    assert client.get("/me/plan.json").status_code == 200
    assert client.request("DELETE", "/me").json() == {"deleted": True}
    assert client.get(f"/resume/{sender}").status_code == 404


@pytest.mark.parametrize("had_joined", [True, False])
def test_the_rooms_code_leads_to_a_plan_of_ones_own_and_not_to_a_linked_one(
    client: httpx.Client, server: Server, room: Room, sender: str, *, had_joined: bool
) -> None:
    own = client.get(f"/join/{room.code}").cookies[ATTENDEE] if had_joined else ""
    adopt(client, server, sender)
    client.get(f"/join/{room.code}")
    first, *others = ring(client)
    assert sender not in first
    assert first == own or not had_joined
    assert others == [f"{room.code}.{sender}.link"], "its owner finds it again"


def test_ones_own_link_on_ones_own_device_asks_nothing(
    client: httpx.Client, server: Server
) -> None:
    spring, autumn = Room(client), Room(client)
    own = client.get(f"/join/{spring.code}").cookies[ATTENDEE]
    phone = Phone(server, spring)
    phone.cookie = f"{ATTENDEE}={own}"
    with phone.connected() as socket:
        phone.open_exercise(socket)
    client.get(f"/join/{autumn.code}")
    assert client.get(f"/resume/{own.rpartition('.')[2]}").status_code == 303
    assert ring(client)[0] == own


def test_every_get_that_sets_a_cookie_has_a_row_that_says_what_a_link_does_by_it(
    client: httpx.Client, room: Room, sender: str
) -> None:
    ways = {path for method, path, _ in TABLE if method == "GET" and path in _setting(client, room)}
    assert ways | {"/resume/{key}"} == set(WHAT_A_LINK_DOES)


@pytest.mark.parametrize("path", [path for method, path, _ in TABLE if method == "GET"])
def test_a_link_takes_no_key_away_and_puts_nobody_elses_first(
    client: httpx.Client, server: Server, room: Room, sender: str, path: str
) -> None:
    mine = Room(client)
    for own in (f"/join/{mine.code}", f"/join/{room.code}", f"/facilitate/{mine.key}"):
        client.get(own)
    attends, leads = ring(client), ring(client, FACILITATOR)
    joined = room.get("summary").json()["joined"]
    client.get(_theirs(path, room, sender), headers=AS_A_VISIT)
    assert set(attends) <= set(ring(client))
    assert set(leads) <= set(ring(client, FACILITATOR))
    assert not any(sender in held for held in ring(client))
    assert room.get("summary").json()["joined"] == joined


@pytest.mark.parametrize("path", [path for method, path, _ in TABLE if method == "GET"])
def test_a_picture_on_another_page_sets_no_cookie(
    client: httpx.Client, room: Room, sender: str, path: str
) -> None:
    loaded = client.get(_theirs(path, room, sender), headers=AS_A_PICTURE)
    assert "set-cookie" not in loaded.headers


def test_no_number_of_links_pushes_out_the_key_of_another_room(
    client: httpx.Client, room: Room
) -> None:
    mine = Room(client)
    client.get(f"/facilitate/{mine.key}")
    links = [room.key, *(room.one_more_link() for _ in range(10))]
    first = f"/api/cohorts/{room.code}/facilitators/{keys.fingerprint(room.key)}"
    links.append(client.post(first, headers=bearer(room.key)).json()["facilitator_key"])
    for _ in range(8):
        last = f"/api/cohorts/{room.code}/facilitators/{keys.fingerprint(links[-1])}"
        made = client.post(last, headers=bearer(links[-1])).json()["facilitator_key"]
        client.get(f"/facilitate/{links[-1]}")
        links.append(made)
    for key in links:
        client.get(f"/facilitate/{key}", headers=AS_A_VISIT)
    assert f"{mine.code}.{mine.key}" in ring(client, FACILITATOR)


def test_no_number_of_join_links_pushes_out_a_key_with_answers(
    client: httpx.Client, server: Server, room: Room
) -> None:
    phone = Phone(server, room)
    with phone.connected() as socket:
        phone.open_exercise(socket)
        pick = phone.widget("pick")
        pick.string_array_value.data.extend(["Connection"])
        phone.send(socket, pick)
    mine = phone.cookie.partition("=")[2]
    client.get(f"/join/{room.code}", headers={**AS_A_VISIT, "Cookie": phone.cookie})
    rooms = [Room(client).code for _ in range(20)]
    for code in rooms:
        client.get(f"/join/{code}", headers=AS_A_VISIT)
    assert mine in ring(client)
    assert ring(client)[0].startswith(rooms[-1]), "the one that was asked for last"
    assert len(ring(client)) == 16
    assert not any(held.startswith(rooms[0]) for held in ring(client)), "the oldest went"


def _theirs(path: str, room: Room, sender: str) -> str:
    """A route as a link's sender would fill it in."""
    key = {"resume": sender, "facilitate": room.key, "host": HOST_KEY}.get(path.split("/")[1], "")
    names = {"exercise": SLUG, "name": assets.PLOTLY, "language": "de", "picture": "borda"}
    return path.format(code=room.code, key=key, **names)


def _setting(client: httpx.Client, room: Room) -> set[str]:
    """The routes that set a cookie when opened."""
    answers = {
        path: client.get(_theirs(path, room, "x" * 22))
        for method, path, _ in TABLE
        if method == "GET" and re.search(r"^/(?!api|me)", path)
    }
    return {path for path, answered in answers.items() if "set-cookie" in answered.headers}


@pytest.mark.parametrize("site", ["same-site", "cross-site"])
def test_a_frame_on_another_port_or_site_changes_nobody_over_plain_http(
    client: httpx.Client, room: Room, site: str
) -> None:
    framed = {**AS_A_VISIT, "Sec-Fetch-Site": site, "Sec-Fetch-Dest": "iframe"}
    for path in (f"/join/{room.code}", "/start", f"/facilitate/{room.key}"):
        assert "set-cookie" not in client.get(path, headers=framed).headers, path


def test_whoever_left_on_another_device_can_join_anew_from_this_one(
    client: httpx.Client, server: Server, room: Room, sender: str
) -> None:
    assert client.delete("/me", headers=bearer(sender)).status_code == 200
    held = {"Cookie": f"{ATTENDEE}={room.code}.{sender}", **AS_A_VISIT}
    answer = httpx.get(f"{server.url}/join/{room.code}", headers=held)
    assert sender not in answer.headers["set-cookie"].split(";")[0].split("~")[0]
