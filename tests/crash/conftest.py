"""Disks and stores that tests may ruin."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.disk import NO_NAMESPACES, SmallDisk, disks_can_be_made


@pytest.fixture(scope="session")
def namespaces() -> None:
    if not disks_can_be_made():
        pytest.skip(NO_NAMESPACES)


@pytest.fixture
def disk(namespaces: None, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SmallDisk]:
    """A disk of 2 MB, or of the size that the test is parametrized with."""
    made = SmallDisk(tmp_path / "disk", getattr(request, "param", "2m"))
    yield made
    made.end()
