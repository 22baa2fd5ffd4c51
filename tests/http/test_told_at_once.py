"""What the facilitator does is told to every phone by the signal itself, before a page is drawn."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from tests.load import wire
from tests.load.room import Room, room
from tests.load.widgets import CLICK

STEP = "step that the facilitator steers-0"


async def lead(here: Room, slug: str, *clicks: str) -> None:
    """Turn to a step on the facilitator's page, and click."""
    leading = here.watching[0]
    steps = leading.screen.widget(STEP).element.options
    await leading.change(STEP, [str(steps[1].content)])
    for click in clicks:
        await leading.change(f"{click}-{slug}{'-reveal' if 'reveal' in click else ''}", CLICK)


def test_a_phone_hears_where_the_room_is_and_what_is_shown_and_then_its_page_follows() -> None:
    async def scenario() -> tuple[Mapping[str, float], str]:
        async with room() as here:
            await here.watch("cohort")
            await here.fill(2, lambda attendee: attendee.answer_once("roles"))
            await here.at_rest()
            phone = here.attendees[0].tab
            await lead(here, "goals", "run-here", "run-reveal")
            async with asyncio.timeout(20):
                while phone.screen.path != "goals" or "shown goals" not in phone.heard:
                    await asyncio.sleep(0.05)
            return phone.heard, phone.screen.path

    heard, path = asyncio.run(scenario())
    assert path == "goals"
    assert heard["here goals"] <= heard["shown goals"]


def test_in_a_small_room_pages_follow_at_once_and_nothing_private_is_told() -> None:
    async def scenario() -> list[tuple[str, str]]:
        async with room() as here:
            await here.fill(3, lambda attendee: attendee.answer_once("roles"))
            await here.at_rest()
            heard = []
            stream = wire.events(
                here.server.url, f"/live/{here.cohort.code}", here.attendees[0].tab.cookie
            )
            async for event in stream:
                heard.append(event)
                if len(heard) == 2:
                    return heard
            return heard

    (name, news), (plain, number) = asyncio.run(scenario())
    told: dict[str, Any] = json.loads(news)
    assert (name, plain) == ("room", "")
    assert set(told) == {"here", "hereSeq", "shown", "spread"}
    assert told["spread"] < 200
    assert "{" not in number
