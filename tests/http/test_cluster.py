"""`make cluster`, and two processes on one PostgreSQL, as users see them."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.cluster import Cluster
from tests.server import HOST_KEY, ROOT, Server, free_port

HOST = {"Authorization": f"Bearer {HOST_KEY}"}
SLUG = "mentor_criteria"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, postgres: str) -> Iterator[list[Server]]:
    folder = tmp_path_factory.mktemp("two")
    with ExitStack() as running:
        servers = [Server(folder / name, WORKSHOP_STORE=postgres) for name in "ab"]
        yield [running.enter_context(server) for server in servers]


class Room:
    """A room opened through one process, which takes requests to any."""

    def __init__(self, server: Server) -> None:
        made = httpx.post(f"{server.url}/api/cohorts", json={"title": "Spring"}, headers=HOST)
        told = made.raise_for_status().json()
        self.code = str(told["code"])
        self.leads = {"Authorization": f"Bearer {told['facilitator_url'].rpartition('/')[2]}"}

    def of(self, server: Server, path: str = "") -> str:
        return f"{server.url}/api/cohorts/{self.code}{path}"

    def give(self, server: Server, name: str) -> bool:
        """Save an answer, and say whether it was acknowledged."""
        line = {"attendee": name, "exercise": SLUG, "answer": {"ranking": ["commitment"]}}
        try:
            told = httpx.post(
                self.of(server, "/responses"),
                content=json.dumps(line),
                headers=self.leads,
                timeout=20,
            )
        except httpx.HTTPError:
            return False
        return told.is_success

    def answered(self, server: Server) -> int:
        told = httpx.get(
            self.of(server, "/summary/mentor_criteria"), headers=self.leads, timeout=20
        )
        return int(told.raise_for_status().json()["n"])


def within(seconds: float, is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.05)
    return False


def test_a_room_is_the_same_in_both(two: list[Server]) -> None:
    a, b = two
    room = Room(a)
    assert room.answered(b) == 0
    for n in range(6):
        assert room.give(a, f"form {n}")
    assert within(1.0, lambda: room.answered(b) == 6)
    links = room.of(b, "/facilitators")
    second = httpx.post(links, json={"label": "second"}, headers=room.leads).json()
    key = {"Authorization": f"Bearer {second['facilitator_url'].rpartition('/')[2]}"}
    assert httpx.get(room.of(a, "/summary"), headers=key).is_success
    listed = httpx.get(links, headers=room.leads).json()["links"]
    (link,) = (one["fingerprint"] for one in listed if one["label"] == "second")
    assert httpx.delete(f"{links}/{link}", headers=room.leads).is_success
    assert within(
        1.0, lambda: httpx.get(room.of(a, "/summary"), headers=key).status_code in (403, 429)
    )
    assert httpx.delete(room.of(b), headers=room.leads).is_success
    gone = room.of(a, "/summary")
    assert within(1.0, lambda: not httpx.get(gone, headers=room.leads).is_success)


def test_a_stream_on_one_tells_what_happens_on_the_other(two: list[Server]) -> None:
    a, b = two
    room = Room(a)
    heard: list[str] = []

    def follow() -> None:
        with httpx.stream(
            "GET", f"{b.url}/live/{room.code}", headers=room.leads, timeout=20
        ) as stream:
            for line in stream.iter_lines():
                if line.startswith("data:"):
                    heard.append(line)
                if len(heard) == 2:
                    return

    following = threading.Thread(target=follow)
    following.start()
    assert within(5.0, lambda: len(heard) == 1)
    time.sleep(1.2)  # a dashboard is notified at most once a second
    began = time.monotonic()
    assert room.give(a, "form")
    following.join(5)
    assert len(set(heard)) == 2
    assert time.monotonic() - began < 1.5


def test_what_a_killed_process_acknowledged_is_there(
    two: list[Server], tmp_path: Path, postgres: str
) -> None:
    with Server(tmp_path / "c", WORKSHOP_STORE=postgres) as third:
        room, acknowledged = Room(two[0]), list[str]()
        stopped = threading.Event()

        def give() -> None:
            n = 0
            while not stopped.is_set():
                n += 1
                if room.give(third, f"form {n}"):
                    acknowledged.append(f"form {n}")
                else:
                    return

        giving = threading.Thread(target=give)
        giving.start()
        assert within(10.0, lambda: len(acknowledged) > 10)
        third.kill()
        giving.join()
        stopped.set()
    least = len(acknowledged)
    assert within(5.0, lambda: least <= room.answered(two[1]) <= least + 1)


def test_a_process_is_ready_only_while_the_store_answers(two: list[Server]) -> None:
    for server in two:
        assert httpx.get(f"{server.url}/readyz").json() == {"status": "ready"}
        assert httpx.get(f"{server.url}/healthz").json() == {"status": "ok"}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that PostgreSQL and nginx can also access, as their own users."""
    with tempfile.TemporaryDirectory(prefix="workshop-cluster-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_make_cluster_starts_and_stops_cleanly(folder: Path) -> None:
    with Cluster(folder / "cluster") as cluster:
        url = cluster.url
        assert cluster.told[1] == f"Host link: {url}/host/{HOST_KEY}\n"
        made = httpx.post(f"{url}/api/cohorts", json={"title": "Spring"}, headers=HOST)
        joined = httpx.get(f"{url}/join/{made.json()['code']}")
        assert joined.status_code in (302, 303, 307)
        assert "workshop_process=" in str(joined.headers.get_list("set-cookie"))
        assert json.loads(httpx.get(f"{url}/readyz").text) == {"status": "ready"}
    assert cluster.told[-1] == "Stopped.\n"
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/readyz")
    assert not (folder / "cluster" / "postgres" / "postmaster.pid").exists()


@pytest.mark.parametrize(
    ("port", "told"),
    [
        ("the same", "Port {port} is in use. Choose another one, as in: PORT={next} make cluster"),
        ("another", "PostgreSQL didn't start; {folder}/postgres/log says why."),
    ],
)
def test_a_second_cluster_says_in_a_line_why_it_cannot_start(
    folder: Path, port: str, told: str
) -> None:
    with Cluster(folder / "cluster", processes=1) as cluster:
        wanted = cluster.port if port == "the same" else free_port()
        second = subprocess.run(
            [sys.executable, "docs/hosting/cluster.py"],
            cwd=ROOT,
            env={**os.environ, "CLUSTER": str(cluster.folder), "PORT": str(wanted)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        names = {"port": wanted, "next": wanted + 1, "folder": cluster.folder}
        assert second.returncode == 1
        assert told.format(**names) in second.stderr
        assert "Traceback" not in second.stderr


def test_the_host_watches_a_process(two: list[Server]) -> None:
    room = Room(two[0])
    assert room.give(two[0], "form")
    assert httpx.get(f"{two[1].url}/metrics").status_code == 401
    told = httpx.get(f"{two[1].url}/metrics", headers=HOST).raise_for_status().text
    figures = dict(line.split() for line in told.splitlines() if not line.startswith("#"))
    assert int(figures["workshop_processes"]) >= 2
    assert int(figures["workshop_answers"]) >= 1
    assert int(figures["workshop_runs_waiting"]) >= 0
    assert room.code not in told
