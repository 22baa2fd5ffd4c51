"""Whoever guesses waits; whoever is right does not, as far as that gives nothing away."""

from collections.abc import Callable
from itertools import count

import httpx
import pytest

from pages.http.door.guesses import FREE_CODES, FREE_KEYS
from tests.http.conftest import Room, bearer
from tests.server import HOST_KEY, Server

_NUMBERS = count(1)
WRONG = "x" * 22
PERSON = {"Accept": "text/html"}


@pytest.fixture
def behind(server: Server) -> Callable[[], httpx.Client]:
    """A visitor at an address of its own; uvicorn trusts a proxy on this machine."""

    def visitor() -> httpx.Client:
        address = {"X-Forwarded-For": f"10.77.0.{next(_NUMBERS)}"}
        return httpx.Client(base_url=server.url, headers=address, timeout=20)

    return visitor


def slowed(answer: httpx.Response) -> bool:
    if answer.status_code != 429:
        return False
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert answer.json()["error"]
    return True


def wrong_codes(visitor: httpx.Client, times: int = FREE_CODES + 1) -> None:
    for _ in range(times):
        answered = visitor.get("/join/ZZZZZZ")
    assert answered.status_code == 404


def test_wrong_codes_slow_their_address_and_no_other(
    behind: Callable[[], httpx.Client], room: Room
) -> None:
    with behind() as guesser, behind() as other:
        wrong_codes(guesser)
        assert slowed(guesser.get(f"/join/{room.code}"))
        assert guesser.get("/join/ZZZZZZ", headers=PERSON).headers["location"] == (
            "/?problem=slow_down"
        )
        assert other.get(f"/join/{room.code}").status_code == 303


def test_a_room_that_sits_behind_the_address_goes_on_filling(
    behind: Callable[[], httpx.Client], room: Room
) -> None:
    with behind() as neighbours:
        neighbours.get(f"/join/{room.code}")
        wrong_codes(neighbours)
        assert slowed(neighbours.get("/join/ZZZZZY"))
        assert neighbours.get(f"/join/{room.code}").status_code == 303


@pytest.mark.parametrize("entrance", ["resume", "facilitate", "host"])
def test_wrong_links_end_in_a_pause_and_the_right_one_opens_all_the_same(
    behind: Callable[[], httpx.Client], room: Room, entrance: str
) -> None:
    with behind() as guesser:
        for _ in range(FREE_KEYS):
            assert guesser.get(f"/{entrance}/{WRONG}").status_code in (403, 404)
        assert slowed(guesser.get(f"/{entrance}/{WRONG}"))
        person = guesser.get(f"/{entrance}/{WRONG}", headers=PERSON)
        assert person.headers["location"] == "/?problem=slow_down"
        assert guesser.get(f"/facilitate/{room.key}").status_code == 303
        assert guesser.get(f"/host/{HOST_KEY}").status_code == 303


@pytest.mark.parametrize("key", [WRONG, "no key at all"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/cohorts"),
        ("GET", "/api/backup"),
        ("GET", "/api/cohorts/{code}/summary"),
        ("DELETE", "/api/cohorts/{code}"),
        ("GET", "/live/{code}"),
        ("DELETE", "/me"),
    ],
)
def test_every_wrong_bearer_key_counts(
    behind: Callable[[], httpx.Client], room: Room, method: str, path: str, key: str
) -> None:
    with behind() as guesser:
        asked = (method, path.format(code=room.code))
        for _ in range(FREE_KEYS):
            assert guesser.request(*asked, headers=bearer(key)).status_code in (401, 403)
        assert slowed(guesser.request(*asked, headers=bearer(key)))


def test_wrong_keys_for_a_cohort_from_everywhere_do_not_keep_its_facilitator_out(
    behind: Callable[[], httpx.Client], room: Room
) -> None:
    path = f"/api/cohorts/{room.code}/summary"
    statuses = []
    for _ in range(FREE_KEYS + 1):
        with behind() as guesser:
            statuses.append(guesser.get(path, headers=bearer(WRONG)).status_code)
    assert statuses == [403] * FREE_KEYS + [429]
    with behind() as facilitator:
        assert facilitator.get(path, headers=bearer(room.key)).status_code == 200
