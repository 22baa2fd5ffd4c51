"""`make demo`: a practice room to look around in, marked as such, and never created twice."""

import re
from contextlib import closing
from pathlib import Path

import httpx

from data import Store
from tests.http.conftest import SLUG, bearer
from tests.server import Server


def link_in(log: str) -> str:
    """The facilitator link that the server printed last."""
    return str(re.findall(r"Facilitator link for the practice room: (http\S+)", log)[-1])


def test_the_demo_prints_links_and_shows_a_marked_room(tmp_path: Path) -> None:
    server = Server(tmp_path, WORKSHOP_SAMPLE="true")
    for _ in range(2):
        with server, httpx.Client(base_url=server.url) as client:
            log = server.log.read_text()
            assert "Host link: http" in log
            entered = client.get(link_in(log))
            code = entered.headers["location"].rpartition("=")[2]
            key = link_in(log).rpartition("/")[2]
            told = client.get(f"/api/cohorts/{code}/summary/{SLUG}", headers=bearer(key)).json()
            assert (told["n"], told["synthetic"]) == (120, True)
            download = client.get(f"/api/cohorts/{code}/responses.csv", headers=bearer(key))
            assert "synthetic" in download.headers["content-disposition"]
    first, second = re.findall(r"practice room: (http\S+)", server.log.read_text())
    assert first != second, "the first cohort is gone, and its link with it"


def test_no_restart_keeps_a_rehearsal(
    tmp_path: Path,
) -> None:
    server = Server(tmp_path)
    with closing(Store(str(server.store))) as store:
        room, _ = store.cohorts.create("Spring", 3)
        twin, _ = store.rehearsals.begin(room, "Rehearsal")
    with server, httpx.Client(base_url=server.url) as client:
        assert client.get(f"/join/{room.code}").status_code == 303
        assert client.get(f"/join/{twin.code}").status_code == 404
    with closing(Store(str(server.store))) as store:
        assert store.cohorts.find(twin.code) is None
        assert store.cohorts.find(room.code) == room
