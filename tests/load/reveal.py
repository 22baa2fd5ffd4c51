"""The facilitator does something: how long until everybody's page shows it."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from math import inf
from typing import NamedTuple

from exercises import AGENDA
from tests.load.figures import say
from tests.load.room import room
from tests.load.tab import Tab
from tests.load.tally import percentile
from tests.load.verdict import Verdict, at_most
from tests.load.widgets import CLICK

_DASHBOARDS = 10
_ROUNDS = 4
_UNTIL_QUIET_SECONDS = 3.0
_AT_THE_LATEST_SECONDS = 60.0


async def reveal(people: int) -> list[Verdict]:
    """Show and hide the room's figures in turn to people who have answered."""
    slug = AGENDA[0].slug
    took: list[_Took] = []
    async with room() as here:
        await here.watch(*["cohort"] * (_DASHBOARDS + 1))
        await here.fill(people, lambda attendee: attendee.answer_once(slug))
        leading, *others = here.watching
        attendees = [attendee.tab for attendee in here.attendees]
        while len(took) < _ROUNDS and not any(cue.missed for cue in took):
            await asyncio.sleep(_UNTIL_QUIET_SECONDS)
            cue = "hide" if len(took) % 2 else "reveal"
            took.append(await _cue(leading, slug, cue, attendees, others))
            took[-1].tell(cue)
    return _verdicts(took, people)


class _Took(NamedTuple):
    """Seconds from the facilitator's click until each heard of it, and its page was drawn anew."""

    heard: list[float]
    attendees: list[float]
    dashboards: list[float]
    missed: int

    def tell(self, cue: str) -> None:
        say(
            f"{cue}: told p95 {percentile(self.heard, 95):.2f} s, "
            f"attendees p50 {percentile(self.attendees, 50):.2f} "
            f"p95 {percentile(self.attendees, 95):.2f} s, dashboards "
            f"p50 {percentile(self.dashboards, 50):.2f} "
            f"p95 {percentile(self.dashboards, 95):.2f} s, missed {self.missed}"
        )


async def _cue(
    leading: Tab, slug: str, cue: str, attendees: Sequence[Tab], dashboards: Sequence[Tab]
) -> _Took:
    """Click on the facilitator's page, and wait until everybody's page was drawn again."""
    cued = time.perf_counter()
    click = asyncio.create_task(leading.change(f"reveal-{slug}-{cue}", CLICK))
    everybody = (*attendees, *dashboards)
    while time.perf_counter() < cued + _AT_THE_LATEST_SECONDS:
        await asyncio.sleep(0.1)
        if all(_seconds(tab, cued) < _AT_THE_LATEST_SECONDS for tab in everybody):
            break
    with suppress(TimeoutError):
        await click
    took = [[_seconds(tab, cued) for tab in tabs] for tabs in (attendees, dashboards)]
    missed = sum(seconds == _AT_THE_LATEST_SECONDS for tabs in took for seconds in tabs)
    news = f"shown {slug}" if cue == "reveal" else f"not shown {slug}"
    told = [tab.heard.get(news, inf) - cued for tab in attendees]
    return _Took(told, took[0], took[1], missed)


def _seconds(tab: Tab, cued: float) -> float:
    """Return how long a page took; the longest that we wait when it was not drawn yet."""
    drawn = [at - cued for at in tab.redrawn if at > cued]
    return min(drawn[-1], _AT_THE_LATEST_SECONDS) if drawn else _AT_THE_LATEST_SECONDS


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
