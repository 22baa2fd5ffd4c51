"""Wrong guesses wait; correct codes and keys don't, as far as that gives nothing away."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import httpx
import pytest

from data.keys import CODE_ALPHABET
from pages.http.middleware.throttling import FREE_CODES, FREE_KEYS
from tests.http.conftest import Room, bearer
from tests.middleware.visitor import one_run, visit
from tests.server import HOST_KEY, Server

_NUMBERS = count(1)
WRONG = "x" * 22
PERSON = {"Accept": "text/html"}


@pytest.fixture
def behind(server: Server) -> Callable[[], httpx.Client]:
    """A visitor at their own address; uvicorn trusts a proxy on this machine."""

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


def test_of_many_guesses_in_one_moment_one_is_looked_at(
    behind: Callable[[], httpx.Client],
) -> None:
    with behind() as guesser, ThreadPoolExecutor(40) as together:
        wrong_codes(guesser)
        for _ in range(2):
            time.sleep(int(guesser.get("/join/ZZZZZY").headers["retry-after"]))
            paths = [f"/join/{made_up(number)}" for number in range(120)]
            answers = [answer.status_code for answer in together.map(guesser.get, paths)]
            # One more if this machine takes longer than the next wait.
            assert 1 <= answers.count(404) <= 2
            assert answers.count(404) + answers.count(429) == 120


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


ROOMS = ["/live/{code}", "/api/cohorts/{code}/summary", "/api/cohorts/{code}/report.html"]


@pytest.mark.parametrize("headers", [{}, bearer(WRONG)], ids=["no key", "a wrong key"])
@pytest.mark.parametrize("path", ROOMS)
def test_a_stranger_is_told_the_same_of_a_room_that_is_there_and_of_one_that_is_not(
    behind: Callable[[], httpx.Client], room: Room, path: str, headers: dict[str, str]
) -> None:
    with behind() as stranger:
        asked = [path.format(code=code) for code in (room.code, "ZZZZZZ", "no code at all")]
        answers = [stranger.get(path, headers=headers) for path in asked]
        assert len({(answer.status_code, answer.text) for answer in answers}) == 1
        assert answers[0].status_code in (401, 403)


CODES = ("YYYYYY", "XXXXXX", "WWWWWW")


@pytest.mark.parametrize(("path", "code"), list(zip(ROOMS, CODES, strict=True)))
def test_a_wrong_key_for_a_room_that_is_not_there_counts_as_well_for_it_and_for_the_address(
    behind: Callable[[], httpx.Client], path: str, code: str
) -> None:
    with behind() as guesser:
        for _ in range(FREE_KEYS):
            answer = guesser.get(path.format(code=code), headers=bearer(WRONG))
            assert answer.status_code == 403
        assert slowed(guesser.get(path.format(code=code), headers=bearer(WRONG)))
    with behind() as elsewhere:  # as for a real room: otherwise the response would tell
        assert slowed(elsewhere.get(path.format(code=code), headers=bearer(WRONG)))


def kept(key: str, *codes: str) -> str:
    """The cookie of a browser that was in these rooms, or claims so; keys are a letter repeated."""
    return "workshop_attendee=" + "~".join(f"{code}.{key * 22}" for code in codes)


def sees(server: Server, address: str, cookie: str) -> bool:
    """Say whether the first page in such a browser names the room."""
    with visit(server, address, cookie) as socket:
        return any(b"Spring" in said.SerializeToString() for said in one_run(socket))


def made_up(number: int) -> str:
    return "ZZZ" + "".join(CODE_ALPHABET[number // 20**place % 20] for place in range(3))


def test_codes_in_made_up_cookies_are_guesses_too(server: Server, room: Room) -> None:
    guesser, other = "10.78.0.1", "10.78.0.2"
    assert sees(server, guesser, kept("a", room.code))
    for first in range(0, FREE_CODES + 8, 8):
        with visit(server, guesser, kept("b", *map(made_up, range(first, first + 8)))):
            pass
    assert not sees(server, guesser, kept("b", room.code))
    assert not sees(server, guesser, kept("b", "ZZZZZZ", room.code))
    assert sees(server, guesser, kept("a", room.code)), "who is in a room already stays there"
    assert sees(server, other, kept("c", room.code))


def test_a_room_full_of_phones_that_were_in_a_room_that_is_gone_guesses_nothing(
    server: Server, room: Room
) -> None:
    address = "10.78.0.3"
    for _ in range(FREE_CODES + 5):
        with visit(server, address, kept("d", "ZZZZZZ")):
            pass
    assert sees(server, address, kept("d", room.code, "ZZZZZZ"))


def test_behind_a_proxy_the_address_is_what_its_header_says(tmp_path: Path) -> None:
    with (
        Server(tmp_path, WORKSHOP_CLIENT_HEADER="X-Real-IP") as proxied,
        httpx.Client(base_url=proxied.url, timeout=20) as visitor,
    ):
        guesser, other = {"X-Real-IP": "203.0.113.1"}, {"X-Real-IP": "203.0.113.2"}
        for _ in range(FREE_CODES + 1):
            visitor.get("/join/ZZZZZZ", headers=guesser)
        assert slowed(visitor.get("/join/ZZZZZZ", headers=guesser))
        elsewhere = {**guesser, "X-Forwarded-For": "203.0.113.9"}
        assert slowed(visitor.get("/join/ZZZZZZ", headers=elsewhere)), "which anybody can send"
        assert visitor.get("/join/ZZZZZZ", headers=other).status_code == 404
