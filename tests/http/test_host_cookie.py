"""Behind TLS, cookies belong to this host alone; older names work, no neighbour's cookie wins."""

from collections.abc import Iterator

import httpx
import pytest

from data import keys
from pages.http import keyring
from pages.http.keyring import Held
from tests.http.conftest import Room
from tests.server import HOST_KEY, Server

NAMES = ("workshop_attendee", "workshop_facilitator", "workshop_host", "workshop_language")


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as behind a TLS proxy."""
    with Server(
        tmp_path_factory.mktemp("tls"), WORKSHOP_PUBLIC_URL="https://workshop.example.org"
    ) as running:
        yield running


@pytest.fixture
def browser(tls: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=tls.url, timeout=20) as client:
        yield client


def cookies(answered: httpx.Response) -> dict[str, str]:
    """A response's cookies by name, each as it was sent."""
    return {sent.partition("=")[0]: sent for sent in answered.headers.get_list("set-cookie")}


def value(cookie: str) -> str:
    return cookie.partition("=")[2].partition(";")[0].strip('"')


def ways_in(room: Room) -> list[str]:
    return [f"/join/{room.code}", f"/facilitate/{room.key}", f"/host/{HOST_KEY}", "/language/de"]


def test_each_cookie_is_bound_to_this_host_and_its_older_name_goes(browser: httpx.Client) -> None:
    for name, path in zip(NAMES, ways_in(Room(browser)), strict=True):
        set_now = cookies(browser.get(path))
        assert set(set_now) == {f"__Host-{name}", name}
        bound = set_now[f"__Host-{name}"].lower()
        for attribute in ("; secure", "; httponly", "; path=/", "; samesite=lax"):
            assert attribute in bound
        assert "domain" not in bound
        assert value(set_now[name]) == ""
        assert "max-age=0" in set_now[name].lower()


def test_another_sites_frame_gets_a_cookie_for_itself_alone_and_changes_nothing_elsewhere(
    browser: httpx.Client,
) -> None:
    for name, path in zip(NAMES, ways_in(Room(browser)), strict=True):
        set_now = cookies(browser.get(path, headers={"Sec-Fetch-Dest": "iframe"}))
        if name == "workshop_host":
            assert value(set_now[name]) == "", "nobody opens rooms from a frame"
            continue
        assert set_now[name].endswith("SameSite=none; Secure; Partitioned")
        assert value(set_now[name]) != ""
        assert f"__Host-{name}" not in set_now


def test_a_key_under_the_older_name_is_kept(browser: httpx.Client) -> None:
    room = Room(browser)
    own = f"{room.code}.{keys.mint_key()}"
    old = {"Cookie": f"workshop_attendee={own}; workshop_host={HOST_KEY}"}
    set_now = cookies(browser.get(f"/join/{room.code}", headers=old))
    assert value(set_now["__Host-workshop_attendee"]) == own
    assert browser.post("/api/cohorts", json={"title": "T"}, headers=old).status_code == 201


@pytest.mark.parametrize("last", [True, False])
def test_a_cookie_that_a_neighbour_sets_for_the_whole_domain_changes_nothing(
    browser: httpx.Client, *, last: bool
) -> None:
    room, theirs = Room(browser), Room(browser)
    own = f"__Host-workshop_facilitator={room.code}.{room.key}"
    tossed = f"workshop_facilitator={theirs.code}.{theirs.key}"
    sent = {"Cookie": "; ".join([own, tossed] if last else [tossed, own])}
    assert browser.get(f"/api/cohorts/{room.code}/summary", headers=sent).status_code == 200
    assert browser.get(f"/api/cohorts/{theirs.code}/summary", headers=sent).status_code == 403
    emptied = {"Cookie": f"__Host-workshop_facilitator=; {tossed}"}
    assert browser.get(f"/api/cohorts/{theirs.code}/summary", headers=emptied).status_code == 401


def test_a_socket_with_fewer_codes_has_fewer_under_each_name() -> None:
    keep, drop = Held("ABC234", keys.mint_key(), linked=True), Held("XYZ234", keys.mint_key())
    both = f"{keep.code}.{keep.key}.link~{drop.code}.{drop.key}"
    for name in ("workshop_attendee", "__Host-workshop_attendee"):
        scope = {"headers": [(b"cookie", f"a=b; {name}={both}; c=d".encode())]}
        ((_, pared),) = keyring.pared(scope, keyring.ATTENDEE, (keep,))["headers"]
        assert pared.decode() == f"a=b; {name}={keep.code}.{keep.key}.link; c=d"


def test_a_code_that_begins_with_a_digit_is_kept_as_any_other() -> None:
    """The fault: a phone whose address had to wait for another code could open no page at all."""
    mine = Held("234ABC", keys.mint_key())
    asked = {
        "headers": [(b"cookie", f"a=1; workshop_attendee=ABC234.{keys.mint_key()}; b=2".encode())]
    }
    told = keyring.pared(asked, keyring.ATTENDEE, (mine,))["headers"][0][1]
    assert told == f"a=1; workshop_attendee={mine.code}.{mine.key}; b=2".encode()


def test_plain_http_has_plain_cookies(client: httpx.Client) -> None:
    for name, path in zip(NAMES, ways_in(Room(client)), strict=True):
        assert set(cookies(client.get(path))) == {name}
