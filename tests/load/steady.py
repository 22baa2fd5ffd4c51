"""A room at its usual pace: as many attendees as requested, with a dashboard and the stage open."""

import asyncio

from tests.load.figures import Figures, say
from tests.load.room import room
from tests.load.verdict import Verdict, at_most

WATCHED = ("cohort", "stage")


async def steady(
    people: int, think: float, seconds: float, watched: tuple[str, ...] = WATCHED, **settings: str
) -> Figures:
    """Run a room on a server of its own."""
    async with room(**settings) as here:
        await here.watch(*watched)
        await here.fill(people, lambda attendee: attendee.live(think))
        # A first answer redraws the whole page; by now most have given theirs.
        await asyncio.sleep(think)
        figures = await here.measure(seconds)
        figures = await here.settle(figures)
    say(figures.told())
    for trouble in [*figures.lost[:3], *figures.errors]:
        say(f"  {trouble}")
    return figures


def verdicts(figures: Figures) -> list[Verdict]:
    """Judge a room of 1,000 with an answer each every 10 s."""
    room_is = f"{figures.attendees} attendees, {figures.rate:.0f} saves/s"
    return [
        at_most(f"{room_is}: p95 until Saved", figures.p95 * 1000, 500, "ms"),
        Verdict(f"{room_is}: p50 / p99", f"{figures.p50 * 1000:.0f} / {figures.p99 * 1000:.0f} ms"),
        Verdict(f"{room_is}: server CPU", f"{figures.cpu_per_save:.1f} ms a save"),
        at_most(f"{room_is}: lost answers", len(figures.lost), 0, "lost"),
        at_most(f"{room_is}: errors", sum(figures.errors.values()), 0, "errors"),
        at_most(f"{room_is}: memory", figures.rss, 600, "MB"),
    ]
