"""Streamlit's own page carries our script for a bad connection; other pages are left alone."""

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.http.conftest import Room
from tests.server import Server


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("front")) as running:
        yield running


@pytest.mark.parametrize("path", ["/", "/goals", "/?x=1", "/stage?code=ABCDEF", "/no/such/page"])
@pytest.mark.parametrize("packed", ["identity", "gzip"])
def test_the_page_carries_the_script_and_it_is_there(app: Server, path: str, packed: str) -> None:
    headers = {
        "Accept": "text/html",
        "Accept-Encoding": packed,
        "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT",  # a page cached earlier
    }
    page = httpx.get(f"{app.url}{path}", headers=headers)
    assert page.status_code == 200
    (script,) = re.findall(r'src="(/assets/connection-[^"]+)"', page.text)
    (style,) = re.findall(r'href="(/assets/connection-[^"]+)"', page.text)
    for name in (script, style):
        assert httpx.get(f"{app.url}{name}").status_code == 200
    assert "etag" not in page.headers, "it would be the one of Streamlit's page"
    assert page.headers.get_list("content-security-policy") != []


def test_a_page_of_our_own_is_left_alone(app: Server) -> None:
    with httpx.Client(base_url=app.url) as client:
        room = Room(client)
        client.get(f"/join/{room.code}")
        assert "workshop-words" not in client.get("/me/plan.html").text
        assert "workshop-words" not in client.get("/healthz").text
