"""A disk fills up while people are on a page: each page says so, and recovers by itself."""

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import httpx
import pytest

from exercises import AGENDA
from pages.wording import WORDING
from tests.crash.disk import ServerOnDisk, SmallDisk
from tests.crash.room import Room
from tests.crash.test_full_disk import answer_until_refused
from tests.kept import on_server
from tests.load.attendee import Attendee
from tests.load.tally import Tally
from tests.load.walks import walk_of
from tests.load.walks.change import Change

TOLD = WORDING.in_("en").store_faults["disk_full"].on_page
# As many as a room in tests/crash/room.py needs to show results.
MIN_GROUP = 3
# The rest of a block holds a few small answers.
STILL_FIT = 20


class Person:
    """Someone on an exercise's page."""

    def __init__(self, url: str, slug: str, seed: int) -> None:
        self.slug = slug
        self.attendee = Attendee(url, seed, Tally())
        self.last: Change | None = None
        self._walk: Iterator[Change] = walk_of(slug)(Random(seed))

    async def arrive(self, code: str) -> None:
        await self.attendee.join(code)
        await self.attendee.tab.go(self.slug)

    async def sees_saved(self) -> bool:
        """Make the next change, and say whether the page called it *Saved*."""
        self.last = next(self._walk)
        ran = await self.attendee.tab.change(self.last.widget, self.last.value)
        return ran.saved_after is not None

    async def is_told(self) -> bool:
        """Make changes until the disk takes no more; say whether the page reports it."""
        for _ in range(STILL_FIT):
            if not await self.sees_saved():
                return self.attendee.tab.screen.says(TOLD)
        return False

    async def goes_on(self) -> bool:
        """Make another change, for as long as the server may take to notice that there's space."""
        deadline = time.monotonic() + 20
        while not await self.sees_saved():
            assert time.monotonic() < deadline
            await asyncio.sleep(0.5)
        return not self.attendee.tab.screen.says(TOLD)


@pytest.fixture
def server(disk: SmallDisk, tmp_path: Path) -> Iterator[ServerOnDisk]:
    with ServerOnDisk(tmp_path, disk) as running:
        yield running


def test_each_page_tells_that_the_disk_is_full_and_then_saves_what_it_shows(
    server: ServerOnDisk, disk: SmallDisk
) -> None:
    async def scenario() -> None:
        room = Room(server.url)
        people = [Person(server.url, e.slug, seed) for e in AGENDA for seed in range(MIN_GROUP)]
        for person in people:
            await person.arrive(room.code)
        disk.fill(leave=20_000)
        with httpx.Client(timeout=60) as client:
            answer_until_refused(room, client, at_once=1)
        assert [person.slug for person in people if not await person.is_told()] == []
        disk.free()
        assert [person.slug for person in people if not await person.goes_on()] == []
        there = on_server(server.url, room.code)
        for person in people:
            assert person.last
            kept = there[person.attendee.fingerprint, person.slug]
            assert kept == json.loads(json.dumps(person.last.shared)), person.slug
            await person.attendee.tab.close()

    asyncio.run(scenario())
