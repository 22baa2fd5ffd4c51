"""A long session: does memory grow once everyone is in and caches are full?"""

import asyncio
import statistics
from collections import deque
from collections.abc import Sequence

from tests.load.figures import say
from tests.load.process import cost
from tests.load.room import room
from tests.load.steady import WATCHED
from tests.load.verdict import Verdict, at_most

# Until everyone has been on every page and bounded caches are full: DuckDB keeps a note of each
# buffer that a summary was made in, for up to 33 MB, and only then drops them. A dashboard makes
# that many in a quarter of an hour, in a room that answers everywhere at once.
_WARM_UP_SHARE = 0.5
# Memory follows a sawtooth: 20 to 30 MB between two collections by Python, and more for a second
# while DuckDB checkpoints its log. Single readings would compare two accidents.
_READINGS = 60


async def soak(people: int, think: float, seconds: float) -> list[Verdict]:
    """Compare memory in the last minute of a warm-up with that in the last minute overall."""
    warm_up = seconds * _WARM_UP_SHARE
    async with room() as here:
        await here.watch(*WATCHED)
        await here.fill(people, lambda attendee: attendee.live(think))
        _, warm = await asyncio.gather(here.measure(warm_up), _at_the_end_of(warm_up, here.pids))
        rest = seconds - warm_up
        figures, then = await asyncio.gather(here.measure(rest), _at_the_end_of(rest, here.pids))
        figures = await here.settle(figures)
    say(figures.told())
    what = f"{people} attendees for {rest / 60:.0f} min, after {warm_up / 60:.0f}"
    return [
        at_most(f"{what}: growth of memory", (then / warm - 1) * 100, 10, "%"),
        Verdict(f"{what}: memory, median of a minute", f"{warm:.0f}, then {then:.0f} MB"),
        at_most(f"{what}: lost answers", len(figures.lost), 0, "lost"),
    ]


async def _at_the_end_of(seconds: float, pids: Sequence[int]) -> float:
    """Return the memory in MB: the median of one reading per second before the end."""
    read, every = deque[float](maxlen=_READINGS), min(1.0, seconds / _READINGS)
    for _ in range(int(seconds / every)):
        await asyncio.sleep(every)
        read.append(cost(*pids).rss)
    return statistics.median(read)
