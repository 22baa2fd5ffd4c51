"""Streamlit's scripts come packed, once made for all, and are what they are without it."""

import re

import httpx
import pytest

from tests.server import Server


@pytest.fixture
def script(door_server: Server) -> str:
    """The address of the first script that a browser loads."""
    page = httpx.get(door_server.url).text
    found = re.search(r'src="\.?(/static/js/index\.[^"]+\.js)"', page)
    assert found, page
    return door_server.url + found[1]


def test_a_script_is_packed_and_the_same_for_whoever_takes_it_as_it_is(script: str) -> None:
    for _ in range(2):  # made, and kept
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
