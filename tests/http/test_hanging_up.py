"""Taps made just before disconnecting are saved: a phone locks, reloads, loses its wifi."""

import asyncio
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from exercises import AGENDA
from tests.http.test_shortcuts import Hasty, joined, on_reload
from tests.load.cohort import Cohort
from tests.load.walks import walk_of
from tests.load.walks.change import CLICK, Change
from tests.server import Server

SLUGS = [exercise.slug for exercise in AGENDA]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(Path(tmp_path_factory.mktemp("hanging_up"))) as running:
        yield running


@pytest.fixture(scope="module")
def cohort(server: Server) -> Cohort:
    return Cohort(server.url)


def changes(slug: str) -> Iterator[Change]:
    """What people enter in an exercise, without its buttons."""
    return (change for change in walk_of(slug)(Random(slug)) if change.value != CLICK)


async def is_kept(tab: Hasty, slug: str, change: Change) -> bool:
    """Say whether a newly opened page shows a change, at once or soon."""
    for _ in range(10):
        screen = await on_reload(tab, slug)
        if screen.has(change.widget) and screen.value(change.widget) == change.value:
            return True
        await asyncio.sleep(0.2)
    return False


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("taps", [1, 2], ids=["the first tap", "a later tap"])
def test_a_tap_right_before_one_is_gone_is_kept(
    server: Server, cohort: Cohort, slug: str, taps: int
) -> None:
    async def scenario() -> None:
        tab = await joined(server, cohort)
        await tab.go(slug)
        walk = changes(slug)
        for _ in range(taps - 1):
            before = next(walk)
            await tab.change(before.widget, before.value)
        last = next(walk)
        await tab.say(tab.tap({last.widget: last.value}))
        await tab.close()
        assert await is_kept(tab, slug, last)

    asyncio.run(scenario())


@pytest.mark.parametrize("slug", SLUGS)
def test_taps_in_quick_succession_right_before_one_is_gone_are_kept(
    server: Server, cohort: Cohort, slug: str
) -> None:
    async def scenario() -> None:
        tab = await joined(server, cohort)
        await tab.go(slug)
        last: dict[str, Change] = {}
        for change in islice(changes(slug), 3):
            if tab.screen.has(change.widget):
                await tab.say(tab.tap({change.widget: change.value}))
                last[change.widget] = change
        await tab.close()
        for change in last.values():
            assert await is_kept(tab, slug, change), change

    asyncio.run(scenario())
