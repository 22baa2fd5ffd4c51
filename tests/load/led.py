"""A room led through the agenda: everyone is brought to a step, answers, and sees the results.

Meanwhile a dashboard, which leads the room, and a stage are open.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from math import inf
from typing import NamedTuple

from exercises import AGENDA
from tests.load import leading
from tests.load.figures import Figures, say
from tests.load.room import Room, room
from tests.load.tally import percentile
from tests.load.verdict import Verdict, at_most

# The facilitator discusses the results before moving on.
_TALK_SECONDS = 5.0
_AT_THE_LATEST_SECONDS = 60.0
_SLUGS = tuple(exercise.slug for exercise in AGENDA)


class Step(NamedTuple):
    """A step's outcome, and the seconds until each attendee heard of it and was on its page."""

    slug: str
    figures: Figures
    heard: list[float]
    arrived: list[float]

    def told(self) -> str:
        """Return the step as one line."""
        heard = f"told p50 {percentile(self.heard, 50):.2f} p95 {percentile(self.heard, 95):.2f} s"
        there = f"p50 {percentile(self.arrived, 50):.2f} p95 {percentile(self.arrived, 95):.2f} s"
        return f"{self.slug}: {heard}, brought here {there}  {self.figures.told()}"


async def led(
    people: int,
    think: float,
    seconds: float,
    slugs: Sequence[str] = _SLUGS,
    talk: float = _TALK_SECONDS,
) -> list[Step]:
    """Lead a room through exercises, this many seconds each."""
    steps = []
    async with room() as here:
        await here.watch("cohort", "stage")
        await here.fill(people, lambda attendee: attendee.follow(think))
        for slug in slugs:
            steps.append(await _lead(here, slug, seconds))
            await asyncio.sleep(talk)
            say(steps[-1].told())
            for trouble in steps[-1].figures.errors:
                say(f"  until now: {trouble}")
        whole = await here.settle(steps[-1].figures)
        steps[-1] = steps[-1]._replace(figures=whole)
    for trouble in [*whole.lost[:3], *whole.errors]:
        say(f"  {trouble}")
    return steps


async def _lead(here: Room, slug: str, seconds: float) -> Step:
    """Bring everyone to a step, let them answer, and show the results."""
    facilitator = here.watching[0]
    await leading.look_at(facilitator, slug)
    for attendee in here.attendees:
        attendee.listening = False
    cued = time.perf_counter()
    click = asyncio.create_task(leading.press(facilitator, "here", slug))
    figures = await here.measure(seconds)
    await click
    arrived = await _arrived(here, slug, cued)
    for attendee in here.attendees:
        attendee.listening = True
    with suppress(TimeoutError):
        await leading.go_on(facilitator, "reveal", slug)
    news = f"here {slug}"
    heard = [attendee.tab.heard.get(news, inf) - cued for attendee in here.attendees]
    return Step(slug, figures, heard, arrived)


async def _arrived(here: Room, slug: str, cued: float) -> list[float]:
    """Return after how many seconds each attendee arrived, waiting a while for the last."""
    while time.perf_counter() < cued + _AT_THE_LATEST_SECONDS:
        if all(slug in attendee.tab.arrived for attendee in here.attendees):
            break
        await asyncio.sleep(0.1)
    return [attendee.tab.arrived.get(slug, inf) - cued for attendee in here.attendees]


def verdicts(steps: Sequence[Step]) -> list[Verdict]:
    """Judge every step, and how many answers were there at the end."""
    last, people = steps[-1].figures, steps[-1].figures.attendees
    return [
        *(verdict for step in steps for verdict in _judged(step)),
        at_most(f"led, {people} attendees: lost answers", len(last.lost), 0, "lost"),
        at_most(f"led, {people} attendees: errors", sum(last.errors.values()), 0, "errors"),
        at_most("led: memory", max(step.figures.rss for step in steps), 600, "MB"),
    ]


def _judged(step: Step) -> list[Verdict]:
    figures, rate = step.figures, f"{step.slug}, {step.figures.rate:.0f} saves/s"
    told = f"{figures.p50 * 1000:.0f} / {figures.p99 * 1000:.0f} ms, {figures.cpu_per_save:.1f} ms"
    return [
        at_most(f"{rate}: everyone is told, p95", percentile(step.heard, 95), 3, "s"),
        Verdict(f"{rate}: everyone is brought there, p95", f"{percentile(step.arrived, 95):.1f} s"),
        at_most(f"{rate}: p95 until Saved", figures.p95 * 1000, 500, "ms"),
        Verdict(f"{rate}: p50 / p99, CPU a save", told),
    ]
