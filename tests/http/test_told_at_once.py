"""The signal itself tells every phone what the facilitator did, before any page is redrawn."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from pages.facilitator.parts.walk import PAUSE
from tests.load import leading, wire
from tests.load.room import Room, room


async def lead(here: Room, slug: str) -> None:
    """Bring the room to a step from the run page, and show its results."""
    facilitator = here.watching[0]
    await leading.look_at(facilitator, slug)
    await leading.press(facilitator, "here", slug)
    await asyncio.sleep(PAUSE.total_seconds())
    await leading.go_on(facilitator, "reveal", slug)


def test_a_phone_hears_where_the_room_is_and_what_is_shown_and_then_its_page_follows() -> None:
    async def scenario() -> tuple[Mapping[str, float], str]:
        async with room() as here:
            await here.watch("cohort")
            await here.fill(2, lambda attendee: attendee.answer_once("roles"))
            await here.at_rest()
            phone = here.attendees[0].tab
            await lead(here, "goals")
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
