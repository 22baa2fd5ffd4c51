"""A room where nobody does anything but stay connected and listen."""

from exercises import AGENDA
from tests.load.figures import say
from tests.load.room import room
from tests.load.verdict import Verdict, at_most

# After this long without a save, the last to come have answered; try at most this often.
_QUIET_SECONDS, _TIMES = 8.0, 12


async def idle(people: int, seconds: float) -> list[Verdict]:
    """Let people in, let them answer once, and then do nothing."""
    slug = AGENDA[0].slug
    async with room() as here:
        await here.watch("cohort")
        await here.fill(people, lambda attendee: attendee.answer_once(slug))
        for _ in range(_TIMES):
            if (await here.measure(_QUIET_SECONDS)).rate == 0:
                break
        figures = await here.measure(seconds)
    used = figures.cpu / figures.seconds * 100
    say(f"idle: {people} attendees use {used:.2f}% of a core, {figures.rss:.0f} MB")
    return [at_most(f"{people} attendees idle", used, 2, "% of a core")]
