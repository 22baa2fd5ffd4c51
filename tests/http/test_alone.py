"""Learning without a room, over HTTP: a key of your own, and a cohort that nobody can enter."""

import httpx
import pytest

from data.cohorts import ALONE_CODE
from pages.http.links import media_origin
from pages.http.middleware.headers import security_headers
from pages.http.settings import Settings
from tests.http.conftest import Room, bearer


def ring(client: httpx.Client) -> list[str]:
    return client.cookies["workshop_attendee"].strip('"').split("~")


def test_everybody_who_starts_gets_a_key_of_their_own_and_keeps_it(
    client: httpx.Client, address: dict[str, str]
) -> None:
    first = client.get("/start")
    assert first.status_code == 303
    assert first.headers["location"] == "/"
    assert "no-store" in first.headers["cache-control"]
    (mine,) = ring(client)
    assert mine.startswith(f"{ALONE_CODE}.")
    client.get("/start")
    assert ring(client) == [mine], "starting again is going on"
    client.cookies.clear()
    client.get("/start")
    assert ring(client) != [mine]


def test_who_joins_a_room_later_still_holds_the_key_of_learning_alone(
    client: httpx.Client, room: Room
) -> None:
    client.get("/start")
    (alone,) = ring(client)
    client.get(f"/join/{room.code}")
    assert ring(client)[1:] == [alone]


@pytest.mark.parametrize("typed", [ALONE_CODE, ALONE_CODE.lower(), "AAA-AAA"])
def test_nobody_joins_those_who_learn_alone_by_typing_a_code(
    client: httpx.Client, typed: str
) -> None:
    assert client.get(f"/join/{typed}").status_code == 404
    assert "workshop_attendee" not in client.cookies


@pytest.mark.parametrize("path", ["summary", "summary/mentor_criteria", "responses.csv"])
def test_no_facilitator_sees_what_those_who_learn_alone_gave(
    client: httpx.Client, room: Room, path: str
) -> None:
    answered = client.get(f"/api/cohorts/{ALONE_CODE}/{path}", headers=bearer(room.key))
    assert answered.status_code == 403


def test_nobody_deletes_those_who_learn_alone(client: httpx.Client, room: Room) -> None:
    answered = client.delete(f"/api/cohorts/{ALONE_CODE}", headers=bearer(room.key))
    assert answered.status_code == 403


def test_a_language_is_kept_only_when_there_are_words_in_it(client: httpx.Client) -> None:
    for unknown in ("it", "x", "EN", "en;path"):
        assert client.get(f"/language/{unknown}").status_code == 404
        assert "workshop_language" not in client.cookies
    kept = client.get("/language/en")
    assert kept.status_code == 303
    assert kept.headers["location"] == "/"
    assert client.cookies["workshop_language"] == "en"


def test_a_recording_opens_the_door_to_its_own_origin_and_only_for_media() -> None:
    shut = security_headers("'self'")["Content-Security-Policy"]
    assert "media-src" not in shut
    origin = media_origin("https://videos.example.org/2026/webinar.mp4")
    assert origin == "https://videos.example.org"
    opened = security_headers("'self'", origin)["Content-Security-Policy"]
    assert opened.count("videos.example.org") == 1
    assert "media-src 'self' https://videos.example.org" in opened


def test_a_page_with_a_player_of_its_own_is_linked_to_and_not_let_in() -> None:
    assert media_origin("https://videos.example.org/watch?v=webinar.mp4") == ""


@pytest.mark.parametrize(
    "wrong", ["javascript:alert(1)", "videos.example.org", "https://a b", "https://a;script-src *"]
)
def test_a_recording_that_is_no_address_is_refused_at_start(wrong: str) -> None:
    with pytest.raises(ValueError, match="must be an address"):
        Settings(video_url=wrong)
