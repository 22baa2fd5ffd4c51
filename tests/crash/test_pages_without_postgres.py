"""PostgreSQL goes away for 20 seconds, or its network stalls, while people are on pages.

Each page soon says that it isn't saved; once PostgreSQL is back, everything is saved by itself.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.crash.test_postgres_away import EVERYONE_IS_BACK_WITHIN
from tests.load.tab import Ran, Tab
from tests.postgres import PROGRAMS, Network, Postgres
from tests.server import HOST_KEY, Server

pytestmark = pytest.mark.alone

AWAY_SECONDS = 20.0
# As docs/scaling.md says.
NO_PAGE_HANGS_LONGER = 20.0
PEOPLE, FIELD = 6, "sentence-00000001"
NOT_SAVED = "Your last change isn't saved yet"


@pytest.fixture
def own() -> Iterator[Postgres]:
    if not PROGRAMS:
        pytest.skip("PostgreSQL is not installed here")
    with tempfile.TemporaryDirectory(prefix="workshop-postgres-") as folder:
        postgres = Postgres(Path(folder))
        postgres.start()
        yield postgres
        postgres.stop()


@pytest.fixture(params=["stops", "stalls"])
def outage(
    request: pytest.FixtureRequest, own: Postgres
) -> Iterator[tuple[str, Callable[[], None], Callable[[], None]]]:
    """A PostgreSQL's address, a function that takes it away, and one that brings it back."""
    if request.param == "stops":
        yield own.url, own.stop, own.start
        return
    with closing(Network(own.port)) as network:
        through = own.url.replace(str(own.port), str(network.port))
        yield through, network.stall, network.resume


async def write(tabs: list[Tab], what: str) -> list[Ran]:
    """Have everyone write something on their own page, all at once."""
    return await asyncio.gather(*(t.change(FIELD, f"{what} {n}") for n, t in enumerate(tabs)))


async def seconds_until_saved(tabs: list[Tab]) -> float:
    began = time.monotonic()
    while any(tab.screen.says(NOT_SAVED) for tab in tabs):
        assert time.monotonic() - began < EVERYONE_IS_BACK_WITHIN
        await asyncio.sleep(0.1)
    return time.monotonic() - began


async def seen(server: Server, tab: Tab) -> object:
    again = Tab(server.url, tab.cookie)
    await again.open("goals")
    await again.close()
    return again.screen.value(FIELD)


async def scenario(
    server: Server, goes: Callable[[], None], comes: Callable[[], None]
) -> tuple[float, float]:
    headers = {"Authorization": f"Bearer {HOST_KEY}"}
    made = httpx.post(f"{server.url}/api/cohorts", json={"title": "Spring"}, headers=headers)
    tabs = [Tab(server.url) for _ in range(PEOPLE)]
    for tab in tabs:
        await tab.enter(f"/join/{made.json()['code']}")
        await tab.open("goals")
    assert all(ran.saved_after is not None for ran in await write(tabs, "before"))
    await asyncio.to_thread(goes)
    gone = time.monotonic()
    ran = await write(tabs, "meanwhile")
    assert [one.saved_after for one in ran] == [None] * PEOPLE
    assert all(tab.screen.says(NOT_SAVED) for tab in tabs)
    await asyncio.sleep(gone + AWAY_SECONDS - time.monotonic())
    await asyncio.to_thread(comes)
    saved = await seconds_until_saved(tabs)
    assert [await seen(server, tab) for tab in tabs] == [f"meanwhile {n}" for n in range(PEOPLE)]
    await asyncio.gather(*(tab.close() for tab in tabs))
    return max(one.done_after for one in ran), saved


def test_pages_say_that_nothing_is_saved_and_save_it_once_postgresql_is_back(
    tmp_path: Path, outage: tuple[str, Callable[[], None], Callable[[], None]]
) -> None:
    url, goes, comes = outage
    with Server(tmp_path, WORKSHOP_STORE=url) as server:
        hung, saved = asyncio.run(scenario(server, goes, comes))
    print(f"a page hung for {hung:.1f} s, and was saved {saved:.1f} s after PostgreSQL was back")
    assert hung < NO_PAGE_HANGS_LONGER
