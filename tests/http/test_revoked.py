"""A facilitator whose cohort is gone holds a key that opens nothing, wherever it is shown."""

import httpx

from tests.http.conftest import SLUG, Room, bearer


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
