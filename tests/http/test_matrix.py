"""Every route times every kind of caller: exactly the allowed ones succeed."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from starlette.routing import Route

from data.keys import fingerprint
from pages.http import assets
from pages.http.routes.table import routes
from tests.http.conftest import SLUG, Room, bearer, forms, line
from tests.http.test_hostile_attendee import Phone
from tests.server import HOST_KEY, Server

CALLERS = (
    *("nobody", "attendee", "attendee of another", "facilitator", "facilitator of another"),
    *("host", "facilitator of a deleted one", "revoked facilitator"),
)
ANYONE = set(CALLERS)
LIVE = ("GET", "/live/{code}")
NO_PATH = "/api/{rest:path}"
# Every response has these (for their meaning see tests/middleware/test_headers.py).
HEADERS = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}
# The page that asks contains a form, and the browser must say which page sent it.
ASKING = {**HEADERS, "referrer-policy": "strict-origin"}

# A route without a row here fails the test below. Links are keys: anyone who has one is in.
ALLOWED: dict[tuple[str, str], set[str]] = {
    ("GET", "/healthz"): ANYONE,
    ("GET", "/readyz"): ANYONE,
    ("GET", "/metrics"): {"host"},
    ("GET", "/join/{code}"): ANYONE,
    ("GET", "/start"): ANYONE,
    ("GET", "/language/{language}"): ANYONE,
    ("GET", "/resume/{key}"): ANYONE,
    ("POST", "/resume/{key}"): ANYONE,
    ("GET", "/facilitate/{key}"): ANYONE,
    ("GET", "/host/{key}"): ANYONE,
    LIVE: {"attendee", "facilitator"},
    ("POST", "/api/cohorts"): {"host"},
    ("GET", "/api/backup"): {"host"},
    ("DELETE", "/api/cohorts/{code}"): {"facilitator"},
    ("GET", "/api/cohorts/{code}/facilitators"): {"facilitator"},
    ("POST", "/api/cohorts/{code}/facilitators"): {"facilitator"},
    ("POST", "/api/cohorts/{code}/facilitators/{link}"): {"facilitator"},
    ("DELETE", "/api/cohorts/{code}/facilitators/{link}"): {"facilitator"},
    ("GET", "/api/cohorts/{code}/summary"): {"facilitator"},
    ("GET", "/api/cohorts/{code}/summary/{exercise}"): {"facilitator"},
    ("GET", "/api/cohorts/{code}/summary/{exercise}/{picture}.csv"): {"facilitator"},
    ("GET", "/api/cohorts/{code}/responses.csv"): {"facilitator"},
    ("GET", "/api/cohorts/{code}/responses.parquet"): {"facilitator"},
    ("GET", "/api/cohorts/{code}/responses.xlsx"): {"facilitator"},
    ("GET", "/api/cohorts/{code}/guide.html"): {"facilitator"},
    ("GET", "/api/cohorts/{code}/report.html"): {"facilitator"},
    ("GET", "/api/cohorts/{code}/report.xlsx"): {"facilitator"},
    ("GET", "/assets/{name}"): ANYONE,
    ("POST", "/api/cohorts/{code}/responses"): {"facilitator"},
    ("GET", "/me/plan.html"): {"attendee", "attendee of another"},
    ("GET", "/me/plan.docx"): {"attendee", "attendee of another"},
    ("GET", "/me/plan.ics"): {"attendee", "attendee of another"},
    ("GET", "/me/plan.json"): {"attendee", "attendee of another"},
    ("DELETE", "/me"): {"attendee", "attendee of another"},
}
BODIES = {
    ("POST", "/api/cohorts"): '{"title": "Mine"}',
    ("POST", "/api/cohorts/{code}/facilitators"): '{"label": "Co-host"}',
    ("POST", "/api/cohorts/{code}/responses"): line("x", ranking=[]),
}


class House:
    """A room with six answers, its people, and people from elsewhere."""

    def __init__(self, client: httpx.Client, server: Server) -> None:
        self.room, other, deleted = (Room(client) for _ in range(3))
        self.room.add(forms(6))
        client.delete(f"/api/cohorts/{deleted.code}", headers=bearer(deleted.key))
        mine, theirs = self._joined(server, self.room), self._joined(server, other)
        revoked, self.link = self.room.one_more_link(), fingerprint(self.room.one_more_link())
        gone = f"/api/cohorts/{self.room.code}/facilitators/{fingerprint(revoked)}"
        assert client.delete(gone, headers=bearer(self.room.key)).status_code == 200
        self.attendee_key = mine.rpartition(".")[2]
        self.cookies = {
            "nobody": "",
            "attendee": mine,
            "attendee of another": theirs,
            "facilitator": f"workshop_facilitator={self.room.code}.{self.room.key}",
            "facilitator of another": f"workshop_facilitator={other.code}.{other.key}",
            "host": f"workshop_host={HOST_KEY}",
            "facilitator of a deleted one": f"workshop_facilitator={deleted.code}.{deleted.key}",
            "revoked facilitator": f"workshop_facilitator={self.room.code}.{revoked}",
        }

    def path(self, pattern: str) -> str:
        """A route's path, filled in for this room and its people."""
        keys = {"resume": self.attendee_key, "facilitate": self.room.key, "host": HOST_KEY}
        key = keys.get(pattern.split("/")[1], "")
        names = {"exercise": SLUG, "name": assets.PLOTLY, "language": "en", "link": self.link}
        names["picture"] = "borda"
        return pattern.format(code=self.room.code, key=key, **names)

    @staticmethod
    def _joined(server: Server, room: Room) -> str:
        phone = Phone(server, room)
        with phone.connected() as socket:
            phone.open_exercise(socket)
        return phone.cookie


@pytest.fixture
def house(client: httpx.Client, server: Server) -> House:
    return House(client, server)


@pytest.fixture
def ask(server: Server, address: dict[str, str]) -> Iterator[Callable[..., int]]:
    with httpx.Client(base_url=server.url, timeout=20, headers=address) as client:

        def status(method: str, path: str, body: str, **headers: str) -> int:
            client.cookies.clear()
            headers["Origin"] = server.url
            with client.stream(method, path, content=body, headers=headers) as answered:
                dress = {name: answered.headers.get(name) for name in HEADERS}
                assert dress == HEADERS or (path.startswith("/resume") and dress == ASKING)
                assert "frame-ancestors 'self'" in answered.headers["content-security-policy"]
                return answered.status_code  # the live stream never ends

        yield status


def test_every_route_has_a_row_in_the_matrix() -> None:
    asked = {
        (method, route.path)
        for route in routes()
        if isinstance(route, Route)
        for method in (route.methods or ())
    }
    heads = {("HEAD", path) for method, path in ALLOWED if method == "GET"}
    assert len(routes()) == len(ALLOWED) + 1, "each is one of these or the last"
    assert {path for _, path in asked - set(ALLOWED) - heads} == {NO_PATH}


@pytest.mark.parametrize("caller", CALLERS)
def test_a_path_that_is_none_succeeds_for_nobody(
    house: House, ask: Callable[..., int], caller: str
) -> None:
    for method in ("GET", "POST", "DELETE"):
        assert ask(method, "/api/anything", "", Cookie=house.cookies[caller]) == 404


@pytest.mark.parametrize("route", ALLOWED, ids=" ".join)
def test_exactly_the_allowed_callers_succeed(
    house: House, ask: Callable[..., int], route: tuple[str, str]
) -> None:
    method, pattern = route
    # Allowed callers last: they may delete what the others ask for.
    for caller in sorted(CALLERS, key=lambda c: c in ALLOWED[route]):
        cookie = house.cookies[caller]
        status = ask(method, house.path(pattern), BODIES.get(route, ""), Cookie=cookie)
        allowed = caller in ALLOWED[route]
        assert (status < 400) if allowed else (status in (401, 403)), (caller, status)


def test_a_bearer_key_opens_what_its_cookie_opens(house: House, ask: Callable[..., int]) -> None:
    for caller in set(CALLERS) - {"nobody"}:
        key = house.cookies[caller].rpartition("=")[2].rpartition(".")[2]
        for route in (("GET", "/api/cohorts/{code}/summary"), ("POST", "/api/cohorts")):
            method, pattern = route
            bearing = {"Authorization": f"Bearer {key}"}
            status = ask(method, house.path(pattern), BODIES.get(route, ""), **bearing)
            assert (status < 400) == (caller in ALLOWED[route]), (caller, pattern, status)
