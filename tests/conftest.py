"""Fixtures for every test: a store on a real file, and one on a real PostgreSQL."""

import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings

from data import Store
from tests.postgres import PROGRAMS, Postgres

# No deadlines: a busy machine is slower, and that's no fault.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Fast ones first, and the browser last: Playwright keeps the main thread's event loop to itself.
# `make test` runs files in parallel, except those marked as alone. Browser tests are: two at once
# saturate the machine, take as long as one after the other, and draw too late for their timeouts.
ORDER = ("unit", "patches", "page", "http", "middleware", "fuzz", "load", "crash", "browser")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the tests by ORDER, keeping each folder's own order."""
    items.sort(key=lambda item: ORDER.index(_folder(item)))
    for item in items:
        if _folder(item) == "browser":
            item.add_marker("alone")


def _folder(item: pytest.Item) -> str:
    return item.path.relative_to(Path(__file__).parent).parts[0]


_NO_POSTGRES = "PostgreSQL is not installed here, so the store was tried on a file only"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real, empty PostgreSQL, stopped after the tests."""
    if not PROGRAMS:
        pytest.skip(_NO_POSTGRES)
    # Our own folder: another pytest that starts meanwhile locks down pytest's temporary one.
    with tempfile.TemporaryDirectory(prefix="workshop-postgres-") as folder:
        server = Postgres(Path(folder))
        server.start()
        yield server.url
        server.stop()


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    """The address of a new, empty database in it."""
    return _emptied(postgres)


@pytest.fixture
def another_postgres(postgres: str) -> str:
    """The address of another one."""
    return _emptied(postgres)


def _emptied(postgres: str) -> str:
    name = f"empty_{secrets.token_hex(4)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{postgres.rpartition('/')[0]}/{name}"


@pytest.fixture(params=["file", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store of each kind in DESIGN 4."""
    where = str(tmp_path / "workshop.duckdb")
    opened = Store(request.getfixturevalue("postgres") if request.param == "postgres" else where)
    yield opened
    opened.close()
