"""Fixtures for every test: a store on a real file, and one on a real PostgreSQL."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings

from data import Store
from tests.server import free_port

# No test is timed: a busy machine takes longer, and nothing is wrong with it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# The fast ones first. A browser last: Playwright keeps the main thread's event loop to itself.
# `make test` runs files side by side, but for those that are marked as alone. Browsers are: two of
# them fill the machine, take as long as one after the other, and draw later than anybody waits.
ORDER = ("unit", "patches", "page", "http", "middleware", "fuzz", "load", "crash", "browser")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests into the order of ORDER, each folder's own order unchanged."""
    items.sort(key=lambda item: ORDER.index(_folder(item)))
    for item in items:
        if _folder(item) == "browser":
            item.add_marker("alone")


def _folder(item: pytest.Item) -> str:
    return item.path.relative_to(Path(__file__).parent).parts[0]


_NO_POSTGRES = "PostgreSQL is not installed here, so the store was tried on a file only"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL with nothing in it, ended with the tests."""
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if not servers:
        pytest.skip(_NO_POSTGRES)
    # PostgreSQL refuses to run as root, as CI does. A folder of its own: another pytest that starts
    # meanwhile shuts the one that pytest keeps its own in.
    owner = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="workshop-postgres-") as folder:
        if owner:
            shutil.chown(folder, owner)
        yield from _postgres_in(Path(folder), servers[-1].parent, owner)


def _postgres_in(folder: Path, programs: Path, owner: str | None) -> Iterator[str]:
    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, user=owner, stdout=subprocess.DEVNULL, cwd=folder)

    port = free_port()
    options = f"-p {port} -k {folder} -h 127.0.0.1"
    run("initdb", "-A", "trust", "-U", "postgres")
    run("pg_ctl", "-o", options, "-w", "-l", str(folder / "log"), "start")
    yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    run("pg_ctl", "-m", "immediate", "stop")


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    """The address of a database of its own in it, with nothing in it."""
    name = f"empty_{secrets.token_hex(4)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{postgres.rpartition('/')[0]}/{name}"


@pytest.fixture(params=["file", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store of each kind that DESIGN 4 names."""
    where = str(tmp_path / "workshop.duckdb")
    opened = Store(request.getfixturevalue("postgres") if request.param == "postgres" else where)
    yield opened
    opened.close()
