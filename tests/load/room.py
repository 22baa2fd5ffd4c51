"""A room full of attendees, and the load it puts on the server."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from tests.cluster import Cluster
from tests.load.attendee import Attendee
from tests.load.cohort import Cohort
from tests.load.figures import Figures
from tests.load.measuring import measure
from tests.load.tab import Tab
from tests.load.tally import Tally
from tests.server import Server

# Below the limit of 50 new sockets a second from one address (socket_limit.py), as the whole room
# is behind one router.
_JOIN_PER_SECOND = 40
# Enough to see that answers come back; a thousand simultaneous reloads are another benchmark.
_RELOADED = 25

Then = Callable[[Attendee], Awaitable[None]]


class Room:
    """The attendees of one cohort on one server, and the people watching."""

    def __init__(self, server: Server | Cluster) -> None:
        self.server = server
        self.pids = server.pids
        self.cohort = Cohort(server.url)
        self.tally = Tally()
        self.attendees: list[Attendee] = []
        self.watching: list[Tab] = []
        self._living: set[asyncio.Task[None]] = set()

    async def fill(self, people: int, then: Then) -> None:
        """Let more people in, at the pace of a room that is shown its code."""
        coming = []
        for _ in range(people):
            attendee = Attendee(self.server.url, len(self.attendees), self.tally)
            self.attendees.append(attendee)
            coming.append(asyncio.create_task(self._come_in(attendee, then)))
            await asyncio.sleep(1 / _JOIN_PER_SECOND)
        await asyncio.gather(*coming)

    async def at_rest(self) -> None:
        """Wait until everyone has done what they came for."""
        await asyncio.gather(*self._living)

    async def watch(self, *pages: str) -> None:
        """Open the facilitator's pages, as far as they exist, and keep them open."""
        for page in pages:
            tab = Tab(self.server.url)
            await tab.enter(f"/facilitate/{self.cohort.facilitator_key}")
            await tab.open()
            if page in tab.screen.pages:
                await tab.go(page)
                self.watching.append(tab)

    async def measure(self, seconds: float) -> Figures:
        """Measure for this many seconds, printing progress now and then."""
        return await measure(self.pids, self.tally, len(self.attendees), seconds)

    async def settle(self, figures: Figures) -> Figures:
        """Let everyone rest, and check that everything that was *Saved* is there."""
        for attendee in self.attendees:
            attendee.rest()
        await self.at_rest()
        lost = await asyncio.to_thread(self.cohort.lost, self.attendees)
        for attendee in self.attendees[:_RELOADED]:
            lost += await attendee.lost_on_reload()
        return figures._replace(lost=lost, errors=dict(self.tally.errors))

    async def leave(self) -> None:
        """Close every tab."""
        tabs = [*self.watching, *(a.tab for a in self.attendees)]
        await asyncio.gather(*(tab.close() for tab in tabs), return_exceptions=True)

    async def _come_in(self, attendee: Attendee, then: Then) -> None:
        await attendee.join(self.cohort.code)
        task = asyncio.ensure_future(then(attendee))
        self._living.add(task)


@asynccontextmanager
async def room(**settings: str) -> AsyncIterator[Room]:
    """Start a server with its own store, open a room on it, and end both."""
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder), **settings) as server:
        async with room_at(server) as opened:
            yield opened


@asynccontextmanager
async def room_at(server: Server | Cluster) -> AsyncIterator[Room]:
    """Open a room on a running server."""
    opened = Room(server)
    try:
        yield opened
    finally:
        await opened.leave()
