from pathlib import Path

import httpx
import pytest

from pages.wording import WORDING
from tests.middleware.probe.server import ProbeServer
from tests.server import Server


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_failing_route_tells_the_visitor_nothing_and_the_log_all(
    probe: Server, method: str
) -> None:
    answer = httpx.request(method, f"{probe.url}/fail?key=a-private-key")
    assert answer.status_code == 500
    assert answer.json() == {"error": "Something went wrong on the server. Please try again."}
    assert answer.headers["x-content-type-options"] == "nosniff"
    log = probe.log.read_text()
    assert "RuntimeError: a secret of the server" in log
    assert "a-private-key" not in log


def test_a_person_reads_on_a_page_in_their_language_that_it_failed(probe: Server) -> None:
    asks = {"Accept": "text/html,*/*", "Accept-Language": "de-AT,en"}
    answer = httpx.get(f"{probe.url}/fail", headers=asks)
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert '<html lang="de"' in answer.text
    assert WORDING.in_("de").house.went_wrong in answer.text


def test_a_start_that_fails_for_a_known_reason_prints_that_one_line(tmp_path: Path) -> None:
    server = ProbeServer(tmp_path, PROBE_FAILS="in one line")
    assert server.launch().wait(timeout=20) != 0
    lines = server.log.read_text().strip().splitlines()
    assert lines == ["The store is not there, and this is all there is to say."]


def test_a_start_that_fails_otherwise_prints_the_whole_trace(tmp_path: Path) -> None:
    server = ProbeServer(tmp_path, PROBE_FAILS="unforeseen")
    assert server.launch().wait(timeout=20) != 0
    assert "RuntimeError: nobody foresaw this" in server.log.read_text()
