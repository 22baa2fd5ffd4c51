"""A session on `make cluster`: the facilitator on one process, everyone else on the other.

Midway, the process that serves the stage and the phones is killed.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import People
from tests.browser.test_complete_session import Session, hold
from tests.cluster import COOKIE, Cluster
from tests.long import TIMES

pytestmark = pytest.mark.skipif(TIMES == 1, reason="a second complete session: in make crash")


@pytest.fixture
def server() -> Iterator[Cluster]:
    """The cluster, instead of a single server."""
    with tempfile.TemporaryDirectory(prefix="workshop-cluster-") as name:
        Path(name).chmod(0o755)  # PostgreSQL and nginx need access under their own users
        with Cluster(Path(name) / "cluster") as cluster:
            yield cluster


class SessionOfTwo(Session):
    """The host and the facilitator are on one process; the stage and the phones on the other."""

    def __init__(self, people: People, cluster: Cluster, pictures: Path) -> None:
        super().__init__(people, cluster, pictures)
        self._cluster = cluster
        self._leads, self._follows = cluster.ports
        self._send(self._leads, self.host, self.facilitator)
        self._send(self._follows, self.stage, *self.phones)

    def shoot(self, page: Page, name: str) -> None:
        """Take no picture: the session on one server has taken them."""

    def power_cut(self) -> None:
        """Kill the stage's and the phones' process; nobody reloads."""
        streams = {
            port: self._cluster.watched(port, "streams_open") for port in self._cluster.ports
        }
        assert streams[self._leads] >= 1
        assert streams[self._follows] >= 1 + len(self.phones)
        self._cluster.kill(self._follows)
        self.come_back()

    def _send(self, port: int, *pages: Page) -> None:
        value = self._cluster.cookie_of(port)
        for page in pages:
            page.context.add_cookies([{"name": COOKIE, "value": value, "url": self._cluster.url}])


def test_a_complete_session_outlives_one_of_two_processes(
    people: People, server: Cluster, tmp_path: Path
) -> None:
    hold(SessionOfTwo(people, server, tmp_path))
