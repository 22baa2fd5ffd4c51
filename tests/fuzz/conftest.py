"""One server for everything thrown at the whole app."""

from collections.abc import Iterator

import pytest

from tests.fuzz.grounds import Grounds


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grounds]:
    with Grounds(tmp_path_factory.mktemp("fuzz")) as made:
        yield made
