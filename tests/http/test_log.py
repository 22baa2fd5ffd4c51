"""No key appears in the log, whether it was accepted, refused or throttled."""

import json
import secrets
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from pages.http.middleware.throttling import FREE_KEYS
from tests.http.conftest import Room, bearer
from tests.middleware.visitor import handshake, visit
from tests.server import HOST_KEY, Server


def test_no_key_is_written_to_the_log_whether_it_opens_or_not(
    client: httpx.Client, room: Room, server: Server
) -> None:
    wrong = [secrets.token_urlsafe(16) for _ in range(FREE_KEYS + 5)]
    told = set()
    for key in [room.key, *wrong]:
        for entrance in ("resume", "facilitate", "host"):
            told.add(client.get(f"/{entrance}/{key}").status_code)
            client.get(f"/{entrance}/{key}", headers={"Accept": "text/html"})
        for path in ("/api/backup", f"/api/cohorts/{room.code}/summary", "/api/nothing"):
            told.add(client.get(path, headers=bearer(key)).status_code)
        client.delete("/me", headers={"Cookie": f"workshop_attendee={room.code}.{key}"})
    client.get(f"/host/{HOST_KEY}")
    cookie = f"workshop_attendee={room.code}.{wrong[0]}"
    assert handshake(server, ("Origin", "http://evil.example"), ("Cookie", cookie)) == 403
    assert {200, 303, 403, 404, 429} <= told
    log = server.log.read_text()
    assert not [key for key in [*wrong, room.key] if key in log]
    assert HOST_KEY not in log, "the deployer set it, and has it there"
    assert "Host link: " in log
    assert "/host/ followed by the key in WORKSHOP_HOST_KEY" in log


def test_each_line_of_the_log_is_one_of_json_where_a_program_reads_it(tmp_path: Path) -> None:
    wrong = [secrets.token_urlsafe(16) for _ in range(FREE_KEYS + 5)]
    with Server(tmp_path, WORKSHOP_LOG="json") as server:
        for key in wrong:
            httpx.get(f"{server.url}/resume/{key}")
        with visit(server) as socket, pytest.raises(ConnectionClosed):
            socket.send("words, where bytes are due")
            while socket.recv(timeout=10):
                pass
    lines = [line for line in server.log.read_text().splitlines() if "Host link: " not in line]
    told = [json.loads(line) for line in lines]
    assert "Closed a socket: Messages must be binary." in [line["message"] for line in told]
    assert {line["process"] for line in told} == {server.process and server.process.pid}
    assert not [key for key in wrong if key in server.log.read_text()]
