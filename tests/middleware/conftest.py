"""Two servers for the middleware tests: the app itself, and one with routes that misbehave."""

from collections.abc import Iterator

import pytest

from tests.middleware.probe.server import ProbeServer
from tests.server import Server


@pytest.fixture(scope="session")
def door_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("middleware")) as server:
        yield server


@pytest.fixture(scope="session")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProbeServer]:
    server = ProbeServer(tmp_path_factory.mktemp("probe")).start()
    yield server
    server.stop()
