"""The live component of a page, as pages/shared/browser/live.js runs it."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

from websockets.exceptions import WebSocketException

from tests.load import wire
from tests.load.screen import Follows

# What the server tells an EventSource to wait before it asks again.
_ASK_AGAIN_SECONDS = 1.0


class Live:
    """Listens to a cohort's signal, and redraws the page when that shows something older."""

    def __init__(
        self,
        server: str,
        cookie: str,
        follows: Follows,
        seen: Callable[[], str],
        redraw: Callable[[], Awaitable[None]],
    ) -> None:
        self.component = follows.component
        self._spread = follows.spread
        self._seen = seen
        self._redraw = redraw
        self._lost = False
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._listening = self._start(self._listen(server, follows.url, cookie))

    def close(self) -> None:
        """Stop listening; a redraw under way goes on to its end."""
        self._listening.cancel()
        if self._timer:
            self._timer.cancel()

    async def _listen(self, server: str, url: str, cookie: str) -> None:
        while True:
            try:
                async for now in wire.events(server, url, cookie):
                    self._heard(now)
            except (OSError, asyncio.IncompleteReadError):
                pass  # the server has gone; so does a browser ask again
            self._lost = True
            await asyncio.sleep(_ASK_AGAIN_SECONDS)

    def _heard(self, now: str) -> None:
        if self._timer:
            self._timer.cancel()
        if self._lost or now != self._seen():
            self._lost = False
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(random.random() * self._spread, self._ask)

    def _ask(self) -> None:
        self._start(self._asked())

    async def _asked(self) -> None:
        with suppress(OSError, TimeoutError, WebSocketException):  # a page that stays as it was
            await self._redraw()

    def _start(self, what: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(what)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
