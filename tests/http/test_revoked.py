"""Once the cohort is gone, a facilitator's key opens nothing, wherever it's used."""

import httpx

from data.keys import fingerprint
from pages.http.routes.table import TABLE
from tests.http.conftest import SLUG, Room, bearer
from tests.server import Server


def test_a_revoked_facilitator_is_refused_by_cookie_by_key_and_by_link(
    client: httpx.Client, room: Room
) -> None:
    entered = client.get(f"/facilitate/{room.key}")
    cookie = {"Cookie": f"workshop_facilitator={entered.cookies['workshop_facilitator']}"}
    summary = f"/api/cohorts/{room.code}/summary/{SLUG}"
    client.cookies.clear()
    assert client.get(summary, headers=cookie).status_code == 200
    assert client.delete(f"/api/cohorts/{room.code}", headers=cookie).status_code == 200
    for proof in (cookie, bearer(room.key)):
        for path in (summary, f"/api/cohorts/{room.code}/responses.csv", f"/live/{room.code}"):
            assert client.get(path, headers=proof).status_code in (403, 404)
    assert client.get(f"/facilitate/{room.key}").status_code == 404


def test_a_revoked_link_ends_its_open_stream_and_opens_no_route(
    server: Server, client: httpx.Client, room: Room
) -> None:
    key = room.one_more_link()
    link = f"/api/cohorts/{room.code}/facilitators/{fingerprint(key)}"
    with httpx.Client(base_url=server.url, timeout=20) as revoked:
        revoked.get(f"/facilitate/{key}")
        with revoked.stream("GET", f"/live/{room.code}") as stream:
            lines = (line for line in stream.iter_lines() if line.startswith("data:"))
            next(lines)
            assert client.delete(link, headers=bearer(room.key)).status_code == 200
            assert len(list(lines)) == 1, "told once, so that its page looks, and then it ends"
        for method, path, _ in TABLE:
            if path.startswith("/api/cohorts/{code}"):
                names = {"exercise": SLUG, "picture": "borda", "link": fingerprint(room.key)}
                asked = path.format(code=room.code, **names)
                assert revoked.request(method, asked).status_code in (401, 403, 429), path
    assert client.get(f"/facilitate/{key}").status_code == 404


def test_a_link_is_replaced_and_the_last_one_is_not_revoked(
    client: httpx.Client, room: Room
) -> None:
    every = f"/api/cohorts/{room.code}/facilitators"
    last = f"{every}/{fingerprint(room.key)}"
    assert client.delete(last, headers=bearer(room.key)).status_code == 409
    new = client.post(last, headers=bearer(room.key)).json()["facilitator_key"]
    assert client.get(every, headers=bearer(room.key)).status_code == 403
    (told,) = client.get(every, headers=bearer(new)).json()["links"]
    assert told["fingerprint"] == fingerprint(new)
    assert client.post(every, json={"label": " "}, headers=bearer(new)).status_code == 422
    assert client.delete(last, headers=bearer(new)).status_code == 404
