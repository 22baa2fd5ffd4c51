"""A room that loses its wifi: everyone goes silent, comes back at once, and is still themselves.

Streamlit remembers 128 lost sessions for two minutes; all others start again from what the browser
resends and from the store.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from exercises import AGENDA
from tests.load.attendee import Attendee
from tests.load.coming_back import ComingBack
from tests.load.figures import say
from tests.load.room import Room, room
from tests.load.tally import percentile
from tests.load.verdict import Verdict, at_most

# Everyone gets their network back within this many seconds.
_WITHIN_SECONDS = 10.0
_PROGRESS_SECONDS = 5.0
# To check a page that was answered earlier, they have to go to it.
_LOOK_AT_ONCE = 20
# Answered first and last; everyone is on the last one when the network fails.
_SLUGS = (AGENDA[-1].slug, AGENDA[0].slug)
_CHANGES = 3


class Back(NamedTuple):
    """The outcome for everyone: who isn't as they were, and how long it took."""

    people: int
    took: list[float]
    remembered: int
    strangers: list[str]
    forgotten: list[str]
    lost: list[str]
    refused: int
    errors: dict[str, int]


async def reconnect(
    people: int,
    silent_seconds: float,
    within: float = _WITHIN_SECONDS,
    slugs: Sequence[str] = _SLUGS,
    times: int = _CHANGES,
) -> Back:
    """Let people answer, lose their network for some seconds, and come back."""
    async with room() as here:
        await here.watch("cohort")
        await here.fill(people, lambda attendee: _answer(attendee, slugs, times))
        await here.at_rest()
        say(f"{people} have answered, and lose their network for {silent_seconds:.0f} s")
        await asyncio.gather(*(attendee.tab.lose() for attendee in here.attendees))
        await asyncio.sleep(silent_seconds)
        return await _all_back(here, within)


async def _answer(attendee: Attendee, slugs: Sequence[str], times: int) -> None:
    for slug in slugs:
        await attendee.answer(slug, times)


async def _all_back(here: Room, within: float) -> Back:
    """Let everyone come back, and check what each of them then sees."""
    before = [attendee.tab.screen.session for attendee in here.attendees]
    began, pause = time.perf_counter(), Random(0)
    coming = [ComingBack(attendee) for attendee in here.attendees]
    returns = [asyncio.create_task(c.after(pause.random() * within)) for c in coming]
    while any(not task.done() for task in returns):
        await asyncio.wait(returns, timeout=_PROGRESS_SECONDS)
        there = sum(c.back_at is not None for c in coming)
        say(f"{time.perf_counter() - began:5.0f} s  {there} of {len(coming)} are back")
    sessions = [attendee.tab.screen.session for attendee in here.attendees]
    strangers = [a.fingerprint for a in here.attendees if not a.is_themselves]
    few = asyncio.Semaphore(_LOOK_AT_ONCE)
    forgotten = await asyncio.gather(*(_forgotten(a, few) for a in here.attendees))
    return Back(
        people=len(coming),
        took=[c.back_at - began for c in coming if c.back_at],
        remembered=sum(old == new for old, new in zip(before, sessions, strict=True)),
        strangers=strangers,
        forgotten=[told for told in forgotten if told],
        lost=await asyncio.to_thread(here.cohort.lost, here.attendees),
        refused=sum(c.refused for c in coming),
        errors=dict(here.tally.errors + Counter(c.error for c in coming if c.error)),
    )


async def _forgotten(attendee: Attendee, few: asyncio.Semaphore) -> str:
    async with few:
        return "; ".join(f"{attendee.fingerprint} {told}" for told in await attendee.forgotten())


def verdicts(back: Back) -> list[Verdict]:
    """Judge whether everyone came back as themselves, with everything, and how soon."""
    for trouble in [*back.strangers[:3], *back.forgotten[:3], *back.lost[:3], *back.errors]:
        say(f"  {trouble}")
    room_is = f"{back.people} lose their network"
    missing = back.people - len(back.took)
    told = f"{back.remembered} of {back.people}, {back.refused} times turned away at the door"
    return [
        at_most(f"{room_is}: not back", missing, 0, "people"),
        at_most(f"{room_is}: back as somebody else", len(back.strangers), 0, "people"),
        at_most(f"{room_is}: don't see all their answers", len(back.forgotten), 0, "people"),
        at_most(f"{room_is}: answers lost in the export", len(back.lost), 0, "lost"),
        at_most(f"{room_is}: errors", sum(back.errors.values()), 0, "errors"),
        at_most(f"{room_is}: until the last is back", max(back.took, default=0), 60, "s"),
        Verdict(f"{room_is}: until half are back", f"{percentile(back.took, 50):.1f} s"),
        Verdict(f"{room_is}: sessions remembered", told),
    ]
