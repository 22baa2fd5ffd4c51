"""Phones and laptops that went mad: real cookies and real pages, and then anything at all."""

import asyncio
import time
from collections.abc import Callable
from random import Random
from typing import Final

from websockets.exceptions import ConnectionClosed

from data import Store
from exercises import AGENDA
from tests.fuzz import frames
from tests.fuzz.grounds import Grounds, joined
from tests.fuzz.running import Tally
from tests.http.conftest import Room, sheets
from tests.load.screen import AGAIN
from tests.load.tab import Tab

FAMILY: Final = "sockets"
OWN: Final = ("", "plan", *(exercise.slug for exercise in AGENDA))
OF_A_ROOM: Final = ("cohort", "agenda", "dashboard", "stage", "compare")
PAGES: Final = (*OWN, "host", *OF_A_ROOM)

# A socket's burst allowance; after that, use another (middleware/conversation.py).
_FRAMES_PER_SOCKET = 18
# A run of a page takes 20 ms; a dropped message never gets a response.
_PATIENCE_SECONDS = 1.0
_AT_ONCE = 12


class Mad(Tab):
    """A tab that sends whatever it likes, and reads the responses."""

    async def throw(self, frame: bytes | str, patience: float = _PATIENCE_SECONDS) -> str:
        """Send a frame; return its outcome within so many seconds."""
        assert self._socket
        try:
            await self._socket.send(frame)
            async with asyncio.timeout(patience):
                while True:
                    ended = await self._take_in(self._socket)
                    if ended is not None and ended != AGAIN:
                        return "run"
        except TimeoutError:
            return "dropped"
        except ConnectionClosed:
            return "closed"


async def throw_frames(
    grounds: Grounds, cases: int, start: int, tally: Tally, until: float = float("inf")
) -> list[str]:
    """Send this many frames from many sockets; return the attendees' cookies."""
    began, rng = time.monotonic(), Random(start)
    people = [
        await joined(grounds.server.url, grounds.room.code) for _ in range(min(_AT_ONCE, cases))
    ]
    left = iter(range(cases))

    def goes_on() -> bool:
        return next(left, None) is not None and time.monotonic() < until

    madmen = (_go_mad(grounds, person, Random(rng.random()), goes_on, tally) for person in people)
    await asyncio.gather(*madmen)
    tally.seconds[FAMILY] = tally.seconds.get(FAMILY, 0) + time.monotonic() - began
    return people


async def _go_mad(
    grounds: Grounds, person: str, rng: Random, goes_on: Callable[[], bool], tally: Tally
) -> None:
    while True:
        page = rng.choice(PAGES)
        tab = Mad(grounds.server.url, cookie_for(grounds, page, person))
        await tab.open(page)
        outcome = ""
        for _ in range(_FRAMES_PER_SOCKET):
            if outcome == "closed":
                break
            if not goes_on():
                await tab.close()
                return
            outcome = await tab.throw(frames.frame(rng, tab.screen, PAGES))
            tally.count(FAMILY, outcome)
        await tab.close()


def cookie_for(grounds: Grounds, page: str, attendee: str) -> str:
    """Return the cookie of who has this page: the host, an attendee, or whoever leads a new room.

    A new one, as somebody mad soon presses what gives a room another link.
    """
    if page not in OF_A_ROOM:
        return grounds.cookies["host"] if page == "host" else attendee
    room = Room(grounds.client, min_group=3)
    assert room.add(sheets(4)).status_code == 201
    return f"workshop_facilitator={room.code}.{room.key}"


def kept(grounds: Grounds, people: list[str]) -> int:
    """Read both halves of these people's answers once the server has stopped."""
    store = Store(str(grounds.server.store))
    found = 0
    for person in people:
        key = person.rpartition(".")[2]
        for exercise in AGENDA:
            if own := store.answers.own(key, exercise.slug):
                exercise.answer.model_validate_json(own.json)
                found += 1
    store.close()
    return found
