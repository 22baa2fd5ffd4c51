"""More and more attendees who hardly think, until the server's saves per second stop rising."""

import asyncio

from tests.cluster import Cluster
from tests.load.figures import Figures, say
from tests.load.room import room, room_at
from tests.load.verdict import Verdict, at_least
from tests.server import Server

_STEPS = (40, 40, 60, 60, 100, 100)
# Well below the middleware's limit of five messages a second per socket.
_THINK_SECONDS = 0.7
_WORTH_GOING_ON = 1.03
# New arrivals are still opening their first page; how many can arrive at once is another figure.
_SETTLE_SECONDS = 4.0


async def saturate(seconds: float, server: Server | Cluster | None = None) -> Figures:
    """Return the figures of the step with the highest rate, on a new server or on this one."""
    steps: list[Figures] = []
    async with room_at(server) if server else room() as here:
        for more in _STEPS:
            await here.fill(more, lambda attendee: attendee.live(_THINK_SECONDS))
            await asyncio.sleep(_SETTLE_SECONDS)
            steps.append(await here.measure(seconds))
            say(steps[-1].told())
            if len(steps) > 1 and steps[-1].rate < steps[-2].rate * _WORTH_GOING_ON:
                break
        return await here.settle(max(steps, key=lambda step: step.rate))


def verdicts(best: Figures) -> list[Verdict]:
    """Judge how many answers a second are possible."""
    what = f"saturated by {best.attendees} attendees"
    return [
        at_least(f"{what}: saved answers", best.rate, 150, "/s"),
        Verdict(f"{what}: lost answers", f"{len(best.lost)} lost", "0", not best.lost),
    ]
