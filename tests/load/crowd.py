"""People using a rival of one of our pages: as many and as fast as on ours."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

from tests.load.figures import Figures, say
from tests.load.measuring import measure
from tests.load.started import Started
from tests.load.tally import Tally

# One person at the rival: given a random source and a tally, acts until cancelled.
Person = Callable[[Random, Tally], Awaitable[None]]

PEOPLE = 60
# The same as when our own pages are saturated (tests/load/saturate.py).
THINK_SECONDS = 0.2
_ARRIVAL_SECONDS = 0.03
_WARM_UP_SECONDS = 2.0


async def crowd(server: Started, person: Person, seconds: float, people: int = PEOPLE) -> Figures:
    """Let people use a server, and count what they did once all are there."""
    tally = Tally()
    acting = []
    for number in range(people):
        acting.append(asyncio.ensure_future(person(Random(number), tally)))
        await asyncio.sleep(_ARRIVAL_SECONDS)
    await asyncio.sleep(_WARM_UP_SECONDS)
    figures = await measure([server.pid], tally, people, seconds)
    for one in acting:
        one.cancel()
    ended = await asyncio.gather(*acting, return_exceptions=True)
    for error in ended:
        if not isinstance(error, asyncio.CancelledError):
            raise RuntimeError("somebody left early") from (
                error if isinstance(error, BaseException) else None
            )
    say(figures.told())
    return figures
