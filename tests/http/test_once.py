"""Two requests with one Idempotency-Key create one thing, and get the same response."""

import threading
from uuid import uuid4

import httpx
import pytest

from data.keys import fingerprint
from tests.http.conftest import Room, bearer, forms
from tests.server import HOST_KEY, Server

SPRING = {"title": "Spring", "min_group": 5}


def once(key: str) -> dict[str, str]:
    return {**bearer(key), "Idempotency-Key": str(uuid4())}


def test_a_room_is_opened_once_however_often_it_is_asked_for(client: httpx.Client) -> None:
    headers = once(HOST_KEY)
    made = [client.post("/api/cohorts", json=SPRING, headers=headers) for _ in range(3)]
    assert {answered.status_code for answered in made} == {201}
    assert len({answered.text for answered in made}) == 1
    other = client.post("/api/cohorts", json=SPRING, headers=once(HOST_KEY))
    assert other.json()["code"] != made[0].json()["code"]
    assert client.get(f"/facilitate/{made[0].json()['facilitator_key']}").status_code == 303


def test_also_when_it_is_asked_for_at_the_same_moment(server: Server) -> None:
    headers, told = once(HOST_KEY), []

    def ask() -> None:
        answered = httpx.post(f"{server.url}/api/cohorts", json=SPRING, headers=headers)
        told.append(answered.json()["code"])

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 6
    assert len(set(told)) == 1


def test_a_link_is_made_and_replaced_once(client: httpx.Client, room: Room) -> None:
    every = f"/api/cohorts/{room.code}/facilitators"
    headers = once(room.key)
    added = {client.post(every, json={"label": "A"}, headers=headers).text for _ in range(3)}
    assert len(added) == 1
    links = client.get(every, headers=bearer(room.key)).json()["links"]
    assert [link["label"] for link in links] == ["", "A"]
    headers = once(room.key)
    second = f"{every}/{links[1]['fingerprint']}"
    made = [client.post(second, headers=headers) for _ in range(2)]
    assert {answered.status_code for answered in made} == {201}
    assert made[0].text == made[1].text
    links = client.get(every, headers=bearer(room.key)).json()["links"]
    assert {link["fingerprint"] for link in links} == {
        fingerprint(room.key),
        fingerprint(made[0].json()["facilitator_key"]),
    }


def test_one_key_for_two_things_is_refused(client: httpx.Client, room: Room) -> None:
    headers = once(HOST_KEY)
    client.post("/api/cohorts", json=SPRING, headers=headers)
    assert client.post("/api/cohorts", json={"title": "B"}, headers=headers).status_code == 422
    headers, every = once(room.key), f"/api/cohorts/{room.code}/facilitators"
    client.post(every, json={"label": "A"}, headers=headers)
    assert client.post(every, json={"label": "B"}, headers=headers).status_code == 422


@pytest.mark.parametrize("given", ["", "short", "x" * 300, "é" * 20, "with a blank in it"])
def test_what_is_no_such_key_is_refused_and_makes_nothing(
    client: httpx.Client, room: Room, given: str
) -> None:
    every = f"/api/cohorts/{room.code}/facilitators"
    headers = httpx.Headers({**bearer(room.key), "Idempotency-Key": given}, encoding="latin-1")
    refused = client.post(every, json={"label": "A"}, headers=headers)
    assert refused.status_code == 400
    assert len(client.get(every, headers=bearer(room.key)).json()["links"]) == 1


def test_the_keys_of_two_rooms_follow_from_nothing_that_their_facilitators_know(
    client: httpx.Client, room: Room
) -> None:
    headers = once(room.key)
    other = Room(client)
    mine = client.post(
        f"/api/cohorts/{room.code}/facilitators", json={"label": "A"}, headers=headers
    )
    theirs = client.post(
        f"/api/cohorts/{other.code}/facilitators",
        json={"label": "A"},
        headers={**headers, **bearer(other.key)},
    )
    assert mine.json()["facilitator_key"] != theirs.json()["facilitator_key"]


def test_an_import_that_is_sent_twice_counts_once(room: Room) -> None:
    for _ in range(2):
        assert room.add(forms(6)).status_code == 201
    assert room.summary().json()["n"] == 6
    assert room.get("summary").json()["joined"] == 6
