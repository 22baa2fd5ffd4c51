"""The live component of a page, as pages/shared/browser/live.js runs it."""

import asyncio
import json
import random
from collections.abc import Coroutine, Mapping, Set
from contextlib import suppress
from typing import Any, Protocol

from websockets.exceptions import WebSocketException

from tests.load import wire
from tests.load.screen import Follows

# What the server tells an EventSource to wait before it asks again.
_LISTEN_AGAIN_SECONDS = 1.0
# Where the connection was lost, the page's own may come back later than this one.
_ASK_AGAIN_SECONDS = 3.0
_LONGEST_WAIT_SECONDS = 60.0
_SPREAD_AFTER_LOSS_SECONDS = 2.0


class Page(Protocol):
    """The page that the component is on."""

    def seen(self) -> str:
        """Return the number that it was drawn with."""

    def told(self, news: Set[str]) -> None:
        """Tell what the facilitator has led to, before it is drawn."""

    async def redraw(self) -> None:
        """Draw the whole page anew."""


class Live:
    """Listens to a cohort's signal, and redraws the page when that shows something older."""

    def __init__(
        self,
        server: str,
        cookie: str,
        follows: Follows,
        page: Page,
    ) -> None:
        self.component = follows.component
        self._source = (server, follows.url, cookie)
        self._page = page
        self._spread = 0.0
        self._drawn = follows.drawn
        self._told: str | None = None
        self._lost = False
        self._wait = _ASK_AGAIN_SECONDS / 2
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._listening = self._start(self._listen())

    def close(self) -> None:
        """Stop listening; a redraw under way goes on to its end."""
        self._listening.cancel()
        self._stop_asking()

    def lose(self) -> None:
        """Lose the stream with the network."""
        self.close()
        self._lost, self._told = True, None

    def come_back(self) -> None:
        """Listen again, now that there is a network."""
        if self._listening.done():
            self._listening = self._start(self._listen())

    def drawn(self, number: int) -> None:
        """Hear that the page was drawn, which is the answer to whatever was asked."""
        if number == self._drawn:  # only a part of it
            return
        self._drawn, self._lost, self._wait = number, False, _ASK_AGAIN_SECONDS / 2
        self._stop_asking()
        self._compare()

    @property
    def is_behind(self) -> bool:
        """Say whether the page shows less than was told."""
        return self._told is not None and _is_older(self._page.seen(), self._told)

    async def _listen(self) -> None:
        while True:
            try:
                async for event, told in wire.events(*self._source):
                    if event == "room":
                        self._hear(json.loads(told))
                        continue
                    self._told = told
                    self._compare()
            except (OSError, asyncio.IncompleteReadError):
                pass  # the server has gone; so does a browser ask again
            self._lost, self._told = True, None
            await asyncio.sleep(_LISTEN_AGAIN_SECONDS)

    def _hear(self, room: Mapping[str, Any]) -> None:
        """Take in what a browser would tell at once, and within which time to redraw."""
        self._spread = room["spread"] / 1000
        self._page.told({f"here {room['here']}", *(f"shown {slug}" for slug in room["shown"])})

    def _compare(self) -> None:
        if self._told is None:
            return
        lost, behind = self._lost, self.is_behind
        if lost or not behind:
            self._stop_asking()
        # Who waits already keeps the turn.
        if (lost or behind) and self._timer is None:
            self._ask_in(random.random() * (_SPREAD_AFTER_LOSS_SECONDS if lost else self._spread))

    def _ask_in(self, seconds: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(seconds, self._ask)

    def _ask(self) -> None:
        self._timer = None
        self._start(self._asked())
        if self._lost:
            self._wait = min(self._wait * 2, _LONGEST_WAIT_SECONDS)
            self._ask_in(self._wait)

    def _stop_asking(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    async def _asked(self) -> None:
        with suppress(OSError, TimeoutError, WebSocketException):  # a page that stays as it was
            await self._page.redraw()

    def _start(self, what: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(what)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _is_older(seen: str, told: str) -> bool:
    """Say whether the page shows less than was told; each start of the server counts anew."""
    (seen_start, _, seen_count), (start, _, count) = seen.partition("."), told.partition(".")
    return seen_start != start or int(seen_count) < int(count)
