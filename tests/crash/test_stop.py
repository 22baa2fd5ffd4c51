"""Stopping a server with a room full of people."""

import signal
import time
from contextlib import ExitStack
from pathlib import Path

import httpx

from tests.crash.room import Room
from tests.middleware.visitor import one_run, visit
from tests.server import Server

SECONDS = 10  # on a busy machine; an idle one takes about one


def test_a_stop_with_fifty_people_is_quick_and_leaves_no_log_behind(tmp_path: Path) -> None:
    with Server(tmp_path) as server, ExitStack() as people:
        room = Room(server.url)
        facilitator = people.enter_context(httpx.Client(base_url=server.url, timeout=20))
        room.answer(facilitator, *"abcd")
        facilitator.get(f"/facilitate/{room.key}")
        live = people.enter_context(facilitator.stream("GET", f"/live/{room.code}"))
        events = live.iter_lines()
        assert next(line for line in events if line.startswith("data:"))
        for _ in range(50):
            one_run(people.enter_context(visit(server)))
        started = time.monotonic()
        server.stop()
        took = time.monotonic() - started
        assert server.process
        # uvicorn re-raises the signal once everything is closed.
        assert server.process.returncode == -signal.SIGTERM, server.log.read_text()
        assert took < SECONDS, f"the stop took {took:.1f} s"
        list(events)  # raises if the stream was cut off rather than ended
    assert {left.name for left in tmp_path.iterdir()} == {"workshop.duckdb", "server.log"}
    assert "Traceback" not in server.log.read_text()
    with Server(tmp_path) as again:
        room.url = again.url
        assert room.missing() == []
    print(f"\nstopped in {took:.2f} s with 50 people and a live stream")
