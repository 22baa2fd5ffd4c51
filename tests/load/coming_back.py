"""A browser whose network is back: it keeps reconnecting, however often it's refused."""

import asyncio
import time
from random import Random

from websockets.exceptions import InvalidStatus, WebSocketException

from tests.load.attendee import Attendee

# A refused browser checks whether the server answers, then retries.
_TRY_AGAIN_SECONDS = 1.0
_LOOK_EVERY_SECONDS = 0.1
AT_THE_LATEST_SECONDS = 120.0


class ComingBack:
    """From the return of the network until the page is redrawn."""

    def __init__(self, attendee: Attendee) -> None:
        self.attendee = attendee
        self.refused = 0
        self.back_at: float | None = None
        self.error = ""
        self._drawn = _drawn(attendee)

    async def after(self, seconds: float) -> None:
        """Get the network back after this many seconds, and wait until the page is back."""
        await asyncio.sleep(seconds)
        try:
            async with asyncio.timeout(AT_THE_LATEST_SECONDS):
                await self._connect()
                while _drawn(self.attendee) == self._drawn:
                    await asyncio.sleep(_LOOK_EVERY_SECONDS)
            self.back_at = time.perf_counter()
        except (OSError, TimeoutError, WebSocketException) as error:
            self.error = f"{type(error).__name__}: {error}"[:120]

    async def _connect(self) -> None:
        pause = Random(self.attendee.fingerprint)
        while True:
            try:
                return await self.attendee.tab.come_back()
            except InvalidStatus:  # too many new sockets from one address
                self.refused += 1
                await asyncio.sleep(_TRY_AGAIN_SECONDS * (0.5 + pause.random()))


def _drawn(attendee: Attendee) -> int:
    follows = attendee.tab.screen.follows
    return follows.drawn if follows else 0
