"""A long session: does memory grow once everybody is in?"""

from tests.load.figures import say
from tests.load.process import cost
from tests.load.room import room
from tests.load.steady import WATCHED
from tests.load.verdict import Verdict, at_most

# Until allocators, caches and the store's own buffers have what they need.
_WARM_UP_SHARE = 0.2


async def soak(people: int, think: float, seconds: float) -> list[Verdict]:
    """Compare memory after a warm-up with memory at the end."""
    async with room() as here:
        await here.watch(*WATCHED)
        await here.fill(people, lambda attendee: attendee.live(think))
        await here.measure(seconds * _WARM_UP_SHARE)
        warm = cost(here.pid).rss
        figures = await here.measure(seconds * (1 - _WARM_UP_SHARE))
        figures = await here.settle(figures)
    say(figures.told())
    growth = (figures.rss / warm - 1) * 100
    what = f"{people} attendees for {seconds / 60:.0f} min"
    return [
        at_most(f"{what}: growth of memory", growth, 10, "%"),
        at_most(f"{what}: lost answers", len(figures.lost), 0, "lost"),
    ]
