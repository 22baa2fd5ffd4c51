"""A room's first visits through a real nginx, with its default limits."""

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
    """Load the page and its first files with an empty cache; count the failures."""
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
    # Five of about sixty: to the server they're all alike, and the others take another minute.
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
