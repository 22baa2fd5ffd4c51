"""The facilitator does something: how long until everyone's page shows it."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from math import inf
from typing import NamedTuple

from exercises import AGENDA
from tests.load import leading
from tests.load.figures import say
from tests.load.room import Room, room
from tests.load.tab import Tab
from tests.load.tally import percentile
from tests.load.verdict import Verdict, at_most

_DASHBOARDS = 10
_ROUNDS = 4
_UNTIL_QUIET_SECONDS = 3.0
_AT_THE_LATEST_SECONDS = 60.0
_LOOK_EVERY_SECONDS = 0.05
_CUES = ("reveal", "hide")


async def reveal(people: int) -> list[Verdict]:
    """Show and hide results in turn, to people who have answered.

    Once while many of them are still coming in, and then to everyone.
    """
    slug = AGENDA[0].slug
    async with room() as here:
        await here.watch(*["cohort"] * (_DASHBOARDS + 1))
        await here.fill(people, lambda attendee: attendee.answer_once(slug))
        early = await _cue(here, slug, "reveal")
        await here.at_rest()
        took: list[_Took] = []
        while len(took) < _ROUNDS and not any(cue.missed for cue in took):
            await asyncio.sleep(_UNTIL_QUIET_SECONDS)
            took.append(await _cue(here, slug, _CUES[1 - len(took) % 2]))
    return [*_of_early(early), *_verdicts(took, people)]


class _Took(NamedTuple):
    """Seconds from the facilitator's click until each heard of it, and until each page shows it."""

    heard: list[float]
    attendees: list[float]
    dashboards: list[float]

    @property
    def missed(self) -> int:
        """Return how many pages missed the deadline."""
        return sum(seconds == inf for tabs in self[1:] for seconds in tabs)

    def tell(self, cue: str) -> None:
        told = (
            f"{name} p50 {percentile(tabs, 50):.2f} p95 {percentile(tabs, 95):.2f} s"
            for name, tabs in zip(("told", "attendees", "dashboards"), self, strict=True)
        )
        say(f"{cue}: {', '.join(told)}, missed {self.missed}")


async def _cue(here: Room, slug: str, cue: str) -> _Took:
    """Click on the facilitator's page, and wait until everyone's page shows the effect."""
    (facilitator, *dashboards), attendees = here.watching, [one.tab for one in here.attendees]
    news = f"shown {slug}" if cue == "reveal" else f"not shown {slug}"
    turned = leading.pressed(_CUES[1 - _CUES.index(cue)], slug)
    cued = time.perf_counter()
    click = asyncio.create_task(leading.press(facilitator, cue, slug))

    def shows(tab: Tab) -> bool:
        if tab in dashboards:
            return tab.screen.has(turned)
        return tab.heard.get(news, 0) > cued and not tab.is_behind

    seen: dict[Tab, float] = {}
    everybody = {*attendees, *dashboards}
    while len(seen) < len(everybody) and time.perf_counter() < cued + _AT_THE_LATEST_SECONDS:
        await asyncio.sleep(_LOOK_EVERY_SECONDS)
        now = time.perf_counter() - cued
        seen |= {tab: now for tab in everybody - seen.keys() if shows(tab)}
    with suppress(TimeoutError):
        await click
    heard = [tab.heard.get(news, inf) - cued for tab in attendees]
    took = _Took(heard, *([seen.get(tab, inf) for tab in of] for of in (attendees, dashboards)))
    took.tell(cue)
    return took


def _of_early(took: _Took) -> list[Verdict]:
    """Judge the cue during the rush, when people who aren't there yet can't hear it at once."""
    connected = [seconds for seconds in took.heard if seconds < _AT_THE_LATEST_SECONDS]
    what = "a cue while people are still coming in"
    return [
        at_most(f"{what} is told, p95", percentile(connected, 95), 3, "s"),
        at_most(f"{what} reaches dashboards, p95", percentile(took.dashboards, 95), 1, "s"),
    ]


def _verdicts(took: Sequence[_Took], people: int) -> list[Verdict]:
    heard = [seconds for cue in took for seconds in cue.heard]
    attendees = [seconds for cue in took for seconds in cue.attendees]
    dashboards = [seconds for cue in took for seconds in cue.dashboards]
    missed = sum(cue.missed for cue in took)
    what = f"not reached within {_AT_THE_LATEST_SECONDS:.0f} s"
    return [
        at_most(f"a cue is told to {people} attendees, p95", percentile(heard, 95), 3, "s"),
        Verdict("a cue is drawn on their pages, p95", f"{percentile(attendees, 95):.1f} s"),
        at_most(f"a cue reaches {_DASHBOARDS} dashboards, p95", percentile(dashboards, 95), 1, "s"),
        at_most(f"a cue: {what}", missed, 0, "people"),
    ]
