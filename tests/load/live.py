"""A page's live component, behaving like pages/shared/browser/live.js."""

import asyncio
import json
import random
from collections.abc import Coroutine, Mapping, Set
from contextlib import suppress
from typing import Any, Protocol

from websockets.exceptions import WebSocketException

from tests.load import wire
from tests.load.screen import Follows

# How long the server tells an EventSource to wait before reconnecting.
_LISTEN_AGAIN_SECONDS = 1.0
# After a lost connection, the page's own socket may be back later than this one.
_ASK_AGAIN_SECONDS = 3.0
_LONGEST_WAIT_SECONDS = 60.0
_SPREAD_AFTER_LOSS_SECONDS = 2.0


class Page(Protocol):
    """The page that the component is on."""

    def seen(self) -> str:
        """Return the number that it was drawn with."""

    def told(self, news: Set[str]) -> None:
        """Announce what the facilitator did, before the page is redrawn."""

    async def redraw(self) -> None:
        """Redraw the whole page."""


class Live:
    """Listens to a cohort's signal, and redraws the page when it's out of date."""

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
        """Stop listening; a redraw in progress completes."""
        self._listening.cancel()
        self._stop_asking()

    def lose(self) -> None:
        """Lose the stream along with the network."""
        self.close()
        self._lost, self._told = True, None

    def come_back(self) -> None:
        """Listen again, now that the network is back."""
        if self._listening.done():
            self._listening = self._start(self._listen())

    def drawn(self, number: int) -> None:
        """Note that the page was drawn, which answers any pending request."""
        if number == self._drawn:  # just a part of it
            return
        self._drawn, self._lost, self._wait = number, False, _ASK_AGAIN_SECONDS / 2
        self._stop_asking()
        self._compare()

    @property
    def is_behind(self) -> bool:
        """Say whether the page shows less than was announced."""
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
                pass  # the server has gone; a browser reconnects too
            self._lost, self._told = True, None
            await asyncio.sleep(_LISTEN_AGAIN_SECONDS)

    def _hear(self, room: Mapping[str, Any]) -> None:
        """Receive what a browser would announce at once, and how far to spread the redraws."""
        self._spread = room["spread"] / 1000
        self._page.told({f"here {room['here']}", *(f"shown {slug}" for slug in room["shown"])})

    def _compare(self) -> None:
        if self._told is None:
            return
        lost, behind = self._lost, self.is_behind
        if lost or not behind:
            self._stop_asking()
        # A timer that's already running keeps its place.
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
        with suppress(OSError, TimeoutError, WebSocketException):  # the page stays as it was
            await self._page.redraw()

    def _start(self, what: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(what)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _is_older(seen: str, told: str) -> bool:
    """Say whether the page shows less than was announced; each server start counts from scratch."""
    (seen_start, _, seen_count), (start, _, count) = seen.partition("."), told.partition(".")
    return seen_start != start or int(seen_count) < int(count)
