"""Documents use the language someone chose, or else the room's, or else the browser's."""

from html import escape

import httpx
import pytest

from pages.wording import WORDING
from tests.http.conftest import Room, bearer
from tests.http.test_hostile_attendee import Phone
from tests.server import HOST_KEY, Server

LANG = {"en": '<html lang="en"', "de": '<html lang="de"'}


@pytest.mark.parametrize(
    ("rooms", "asks", "told"),
    [
        ("", {}, "en"),
        ("", {"Accept-Language": "de-AT,en;q=0.5"}, "de"),
        ("", {"Accept-Language": "ca,de;q=0.5"}, "de"),
        ("de", {"Accept-Language": "en-GB"}, "de"),
        ("de", {"Accept-Language": "de", "Cookie": "workshop_language=en"}, "en"),
        ("en", {"Accept-Language": "de"}, "en"),
        ("en", {"Accept-Language": "de", "Cookie": "workshop_language=xx"}, "en"),
    ],
)
def test_one_rule_decides_for_the_report_the_plan_and_the_private_link(
    client: httpx.Client, server: Server, rooms: str, asks: dict[str, str], told: str
) -> None:
    room = Room(client, language=rooms)
    report = client.get(
        f"/api/cohorts/{room.code}/report.html", headers={**bearer(room.key), **asks}
    )
    assert LANG[told] in report.text
    assert WORDING.in_(told).report.title in report.text
    phone = Phone(server, room)
    with phone.connected() as socket:
        phone.open_exercise(socket)
    key = phone.cookie.rpartition(".")[2]
    plan = client.get("/me/plan.html", headers={**bearer(key), **asks})
    assert LANG[told] in plan.text
    asked = client.get(f"/resume/{key}", headers=asks)
    assert LANG[told] in asked.text


NAVIGATES = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/me/plan.html", "/"),
        ("/me/plan.docx", "/"),
        ("/api/cohorts/{code}/report.html", "/cohort?code={code}"),
        ("/api/cohorts/{code}/guide.html", "/cohort?code={code}"),
    ],
)
def test_a_person_whose_link_leads_nowhere_is_told_on_a_page_and_a_program_by_status(
    client: httpx.Client, path: str, page: str
) -> None:
    room = Room(client)
    told = client.get(path.format(code=room.code), headers=NAVIGATES)
    assert (told.status_code, told.headers.get("location")) == (303, page.format(code=room.code))
    assert client.get(path.format(code=room.code)).status_code == 401


def test_a_download_before_enough_have_answered_leads_to_the_page_that_says_so(
    client: httpx.Client,
) -> None:
    room = Room(client)
    path = f"/api/cohorts/{room.code}/responses.xlsx"
    told = client.get(path, headers={**bearer(room.key), **NAVIGATES})
    assert told.headers.get("location") == f"/dashboard?code={room.code}"
    assert client.get(path, headers=bearer(room.key)).status_code == 409


def test_a_room_speaks_only_what_is_offered(client: httpx.Client) -> None:
    body = {"title": "T", "language": "xx"}
    refused = client.post("/api/cohorts", json=body, headers=bearer(HOST_KEY))
    assert refused.status_code == 422
    assert "language" in refused.json()["error"]


# A request that's refused, its length, and what a person reads.
REFUSED = {
    ("GET", "/_stcore/metrics", 0): (404, "nothing_here"),
    ("GET", "/api/nothing", 0): (404, "nothing_here"),
    ("POST", "/healthz", 0): (405, "not_taken"),
    ("POST", "/api/cohorts", 20_000): (413, "too_large"),
}


@pytest.mark.parametrize("asked", REFUSED)
@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_a_refusal_is_a_page_for_a_person_and_json_for_a_program(
    client: httpx.Client, asked: tuple[str, str, int], language: str
) -> None:
    (method, path, length), (status, says) = asked, REFUSED[asked]
    headers = {**NAVIGATES, "Accept-Language": language}
    told = client.request(method, path, content=b" " * length, headers=headers)
    assert told.status_code == status
    assert f'<html lang="{language}"' in told.text
    assert escape(getattr(WORDING.in_(language).refused, says)) in told.text
    assert client.request(method, path, content=b" " * length).json()["error"]
