"""A server killed while people answer on its pages, and how much of what was *Saved* survives."""

import asyncio
import random
from pathlib import Path

from exercises import AGENDA
from tests.crash.kills import Kill, damaged_logs, is_in_a_checkpoint
from tests.load.attendee import Attendee
from tests.load.cohort import Cohort
from tests.load.tally import Tally
from tests.server import Server

_PEOPLE = 12
_THINK_SECONDS = 0.3
_SLUGS = tuple(exercise.slug for exercise in AGENDA)


class PageKiller:
    """Lets new people in before each kill, and is accountable for everyone who ever came."""

    def __init__(self, folder: Path) -> None:
        self.server = Server(folder).start()
        self._cohort = Cohort(self.server.url)
        self._tally = Tally()
        self._everyone: list[Attendee] = []
        self._loop = asyncio.Runner()

    def kill(self, rng: random.Random) -> Kill:
        """Kill the server at a random moment while people answer, restart it, and compare."""
        return self._loop.run(self._kill(rng))

    def end(self) -> None:
        self.server.stop()
        self._loop.close()

    async def _kill(self, rng: random.Random) -> Kill:
        before = len(self._tally.saves)
        people = await self._come_in()
        living = [
            asyncio.create_task(one.live(_THINK_SECONDS, *rng.sample(_SLUGS, len(_SLUGS))))
            for one in people
        ]
        await asyncio.sleep(rng.uniform(0.2, 4))
        self.server.kill()
        in_a_checkpoint = is_in_a_checkpoint(self.server.store)
        await _break_off(people, living)
        self.server.start()
        return Kill(
            victim="page",
            acknowledged=len(self._tally.saves) - before,
            owed=sum(len(one.kept) for one in self._everyone),
            missing=len(await self._missing(people)),
            damaged_logs=damaged_logs(self.server.folder),
            in_a_checkpoint=in_a_checkpoint,
        )

    async def _come_in(self) -> list[Attendee]:
        first = len(self._everyone)
        people = [Attendee(self.server.url, first + n, self._tally) for n in range(_PEOPLE)]
        await asyncio.gather(*(one.join(self._cohort.code) for one in people))
        self._everyone += people
        return people

    async def _missing(self, people: list[Attendee]) -> list[str]:
        """Return what the export lacks of anyone's, and what these don't see, private words too."""
        missing = self._cohort.lost(self._everyone)
        for one in people:
            missing += await one.lost_on_reload()
            await one.tab.close()
        return missing


async def _break_off(people: list[Attendee], living: list[asyncio.Task[None]]) -> None:
    for task in living:
        task.cancel()
    await asyncio.gather(*living, return_exceptions=True)
    await asyncio.gather(*(one.tab.lose() for one in people))
