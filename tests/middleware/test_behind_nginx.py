"""What a room of first visits gets through a real nginx, with the limits that it ships with."""

import http.client
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.long import TIMES
from tests.middleware.nginx import nginx
from tests.server import Server

VISITS = 500 * TIMES
BROWSER = {"Accept-Encoding": "gzip, deflate, br", "Accept": "text/html,*/*"}


def first_visit(netloc: str) -> Counter[str]:
    """Load the page and what comes first of it, with nothing in the cache; count what failed."""
    line = http.client.HTTPConnection(netloc, timeout=60)
    failed: Counter[str] = Counter()

    def load(path: str) -> bytes:
        line.request("GET", path, headers=BROWSER)
        answer = line.getresponse()
        if answer.status != 200:
            failed[f"{answer.status} {path}"] += 1
        return answer.read()

    page = load("/").decode()
    named = re.findall(r'(?:src|href)="\./(static/[^"]+\.(?:js|css))"', page)
    # Five of some sixty: which ones is the same to the server, and the others take a minute more.
    for name in (*named[:4], named[-1]):
        load(f"/{name}")
    line.close()
    return failed


def test_the_five_hundredth_first_visit_is_like_the_first(
    tmp_path: Path, door_server: Server
) -> None:
    with nginx(tmp_path, door_server) as url, ThreadPoolExecutor(4) as browsers:
        visits = browsers.map(first_visit, [url.removeprefix("http://")] * VISITS)
        assert sum(visits, Counter()) == {}
