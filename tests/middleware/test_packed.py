"""Streamlit's scripts are compressed once for everyone, and unpack to the same bytes."""

import re
import socket
import time
from pathlib import Path

import httpx
import pytest
import streamlit

from tests.server import Server

FOLDER = Path(streamlit.__file__).parent / "static" / "static" / "js"
SCRIPTS = sorted(script.name for script in FOLDER.glob("*.js"))[:40]


@pytest.fixture
def script(door_server: Server) -> str:
    """The address of the first script that a browser loads."""
    page = httpx.get(door_server.url).text
    found = re.search(r'src="\.?(/static/js/index\.[^"]+\.js)"', page)
    assert found, page
    return door_server.url + found[1]


def test_a_script_is_packed_and_the_same_for_whoever_takes_it_as_it_is(script: str) -> None:
    for _ in range(2):  # compressed and cached
        packed = httpx.get(script, headers={"Accept-Encoding": "gzip"})
        plain = httpx.get(script, headers={"Accept-Encoding": "identity"})
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert packed.content == plain.content
        assert packed.headers["content-type"] == plain.headers["content-type"]
        assert packed.headers["cache-control"] == plain.headers["cache-control"]
        assert "Accept-Encoding" in packed.headers["vary"]
        assert int(packed.headers["content-length"]) < len(plain.content) / 2
        assert packed.headers["x-content-type-options"] == "nosniff"


def test_the_hundredth_answer_has_the_same_headers_as_the_first(script: str) -> None:
    first, *others = [answered(script) for _ in range(100)]
    assert [name for name, _ in first].count(b"content-security-policy") == 1
    assert [other for other in others if other != first] == []


def answered(script: str) -> list[tuple[bytes, bytes]]:
    """Return every header of a compressed response except its date."""
    headers = httpx.get(script, headers={"Accept-Encoding": "gzip"}).headers.raw
    return [(name.lower(), value) for name, value in headers if name.lower() != b"date"]


def test_who_asks_first_and_leaves_at_once_takes_nothing_from_the_others(tmp_path: Path) -> None:
    with Server(tmp_path) as fresh:
        where = httpx.URL(fresh.url)
        for name in SCRIPTS:
            with socket.create_connection((where.host, where.port)) as gone:
                ask = f"GET /static/js/{name} HTTP/1.1\r\nHost: {where.netloc.decode()}\r\n"
                gone.sendall(f"{ask}Accept-Encoding: gzip\r\n\r\n".encode())
        time.sleep(0.5)  # until the server has noticed that they disconnected
        with httpx.Client(base_url=fresh.url, headers={"Accept-Encoding": "gzip"}) as client:
            got = {name: client.get(f"/static/js/{name}").content for name in SCRIPTS}
    assert [name for name in SCRIPTS if got[name] != (FOLDER / name).read_bytes()] == []


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("deflate,x-gzip", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, br", False),
        ("nogzip", False),
        ("gzip;q=no", False),
        ("br", False),
        ("", False),
    ],
)
def test_it_is_packed_for_who_takes_that(script: str, accepted: str, takes: bool) -> None:
    with httpx.stream("GET", script, headers={"Accept-Encoding": accepted}) as told:
        assert (told.headers.get("content-encoding") == "gzip") is takes


def test_one_file_by_many_names_is_kept_once(script: str) -> None:
    folder, _, name = script.rpartition("/")
    for written in (f"{folder}/./{name}", f"{folder}//{name}", f"{folder}/x/../{name}"):
        target = f"/static{written.partition('/static')[2]}".encode()  # as written, not normalised
        asked = {"headers": {"Accept-Encoding": "gzip"}, "extensions": {"target": target}}
        with httpx.Client() as client:
            told = client.send(client.build_request("GET", script, **asked))  # type: ignore[arg-type]
        assert "content-encoding" not in told.headers


def test_a_part_of_a_script_is_a_part_of_what_it_is(script: str) -> None:
    asked = {"Accept-Encoding": "gzip", "Range": "bytes=0-9"}
    part = httpx.get(script, headers=asked)
    assert "content-encoding" not in part.headers
    assert len(part.content) == 10 or part.status_code == 200


def test_a_script_that_is_not_there_is_not_kept(door_server: Server) -> None:
    for _ in range(2):
        told = httpx.get(
            f"{door_server.url}/static/js/none.js", headers={"Accept-Encoding": "gzip"}
        )
        assert told.status_code == 404 or "javascript" not in told.headers["content-type"]
        assert not told.headers["content-type"].startswith("text/css")
