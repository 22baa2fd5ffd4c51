"""One socket's messages: rate limit, order and priority.

Nothing here outlives the socket: no task, no timer, no table.
"""

import asyncio
import logging
import time
from contextlib import suppress
from typing import NamedTuple

from starlette.types import Message, Receive, Send

from pages.http.middleware.bucket import Bucket
from pages.http.middleware.judge import TOO_FAST, Fault, Judge
from pages.http.middleware.lookahead import Lookahead
from pages.http.middleware.run_scheduler import RunPermit
from pages.http.patches.protocol import (
    RUN,
    as_run,
    draws_page,
    ends_run,
    gives,
    kind_of,
    redraw_after,
    with_news,
)

# A person clicks a few times a second at most; the burst covers a form filled in before the first
# rerun has finished. At this rate one socket takes a small share of the 145 messages a second that
# saturate the server (DESIGN 7).
MESSAGES_PER_SECOND = 5
MESSAGE_BURST = 20
# This many throttled messages in a row are eight seconds of sending too fast. Must stay below the
# 30 seconds of the keep-alive ping, whose answer isn't read while we hold back.
PATIENCE = 40
# Messages sent before a disconnect still count, but only this many of a flood.
LAST_WORDS = 3
# At most this many taps overtake a pending redraw of their page.
PASSING = 4
# After a disconnect, wait until the app has been silent this long, or for at most this long.
_SILENT_SECONDS, _LONGEST_GOODBYE_SECONDS = 0.3, 5.0
# How long to wait for a client that doesn't read the close frame.
GOODBYE_SECONDS = 1.0

_log = logging.getLogger(__name__)


class _Postponed(NamedTuple):
    """A redraw held back for a tap, and its place in the queue."""

    message: Message
    at: float


class Conversation:
    """One socket as the app sees it: allowed messages only, at a bearable rate."""

    def __init__(self, receive: Receive, send: Send, turn: RunPermit) -> None:
        self._ahead = Lookahead(receive)
        self._send = send
        self._turn = turn
        self._bucket = Bucket(MESSAGES_PER_SECOND, MESSAGE_BURST, time.monotonic())
        self._waits = 0
        self._postponed: _Postponed | None = None
        self._passed = 0
        self._judge = Judge()
        self._has_run = False
        self._keeps = False
        self._said = 0
        self._over = False
        self._last_words: int | None = None

    async def receive(self) -> Message:
        """Return the next message that the app may see."""
        while True:
            if self._last_words == 0:
                return {"type": "websocket.disconnect", "code": 1006}
            if self._postponed:
                await self._turn.over()
            if self._postponed:
                if redraw := await self._in_turn(self._postponed.message):
                    return redraw
                self._postponed = None
            message = await self._ahead.next()
            if message["type"] != "websocket.receive":
                await self._finish_what_was_given()
                return message
            verdict = await self._keep_pace() or self._judge.of(message)
            if isinstance(verdict, Fault):
                return await self._end(verdict)
            if verdict and (run := await self._in_turn(message)):
                return run

    def close(self) -> None:
        """Stop listening."""
        self._ahead.close()

    async def send(self, message: Message) -> None:
        """Pass the app's message on, or drop it if the conversation has ended."""
        self._said += 1
        if self._over:
            return
        if self._turn.is_held:
            self._follow(message.get("bytes") or b"")
        try:
            await self._send(message)
        except RuntimeError:
            # The message was in flight when we closed the socket, which the server reports as an
            # error.
            if not self._over:
                raise
        except OSError:
            # The visitor has gone. Earlier messages, perhaps with an answer, are still to be
            # handled; if the app heard of the disconnect now, it would stop and drop them.
            self._last_words = LAST_WORDS if self._last_words is None else self._last_words
            self._postponed = None

    async def _keep_pace(self) -> Fault | None:
        """Delay the message until the rate allows it. It's never dropped, as it may be an answer.

        Nothing more is read meanwhile: uvicorn pauses the connection while a message waits, so a
        flood fills the sender's buffers and at most one read (256 kB) of ours.
        """
        delay = self._bucket.take(time.monotonic())
        self._waits = self._waits + 1 if delay else 0
        if self._waits > PATIENCE:
            return TOO_FAST
        if delay:
            await asyncio.sleep(delay)
        return None

    async def _in_turn(self, message: Message) -> Message | None:
        """Wait until a rerun may start; the first one on a socket covers the whole page.

        Returns None for a postponed redraw that isn't needed any more.
        """
        if kind_of(message["bytes"]) != RUN:
            return message
        taken: bool | None
        if gives(message["bytes"]):
            taken = await self._turn.take(gives=True)
        else:
            taken, message = await self._take_and_listen(message)
        if taken is None:
            return None
        if not taken:
            # The browser reconnects and sends its whole state again.
            return {"type": "websocket.disconnect", "code": 1012}
        if self._last_words:
            self._last_words -= 1
        whole, self._has_run = not self._has_run, True
        # Input from before a postponed redraw may still be waiting for its rerun.
        kept, self._postponed = bool(self._postponed) and self._keeps, None
        if self._ahead.is_given_on(message) and (whole or self._may_pass()):
            message = await self._tap_first(message, whole=whole)
        else:
            self._passed = 0
        self._keeps = kept or gives(message["bytes"])
        return {**message, "bytes": as_run(message["bytes"], whole=whole)}

    async def _tap_first(self, redraw: Message, *, whole: bool) -> Message:
        """Return the tap behind a redraw, and postpone the redraw to its own place in the queue.

        A tap takes a quarter of the time, and is saved before the redraw can move anyone to another
        page. Where the whole page is drawn anyway, one rerun serves both.
        """
        tap = await self._ahead.next()
        frames = tap["bytes"], redraw["bytes"]
        if whole:
            return {**tap, "bytes": with_news(*frames)}
        later = {**redraw, "bytes": redraw_after(*frames)}
        self._postponed = _Postponed(later, self._turn.asked_at)
        return tap

    def _may_pass(self) -> bool:
        """Say whether a tap may overtake a redraw; after PASSING taps the redraw goes first."""
        self._passed += 1
        return self._passed <= PASSING and self._reads_more()

    async def _take_and_listen(self, redraw: Message) -> tuple[bool | None, Message]:
        """Wait for a redraw's turn, with a higher priority once a tap arrives behind it.

        Otherwise a tap would wait for its own phone's redraw while a thousand pages are drawn.
        Returns whether the turn came (None if a postponed redraw became unnecessary), and the
        latest version of the redraw.
        """
        at = self._postponed.at if self._postponed else None
        taking = asyncio.ensure_future(self._turn.take(at=at))
        try:
            while not taking.done():
                coming = self._ahead.listen()
                await asyncio.wait((taking, coming), return_when=asyncio.FIRST_COMPLETED)
                if not (self._ahead.asks_again_for(redraw) and self._reads_more()):
                    break
                redraw = await self._ahead.next()
            if self._ahead.is_given:
                self._turn.hurry()
            if self._postponed and not taking.done() and self._ahead.needs_no_redraw:
                taking.cancel()
                await asyncio.wait((taking,))
                return None, redraw
            return await taking, redraw
        finally:
            taking.cancel()

    def _reads_more(self) -> bool:
        """Take a token for one more message if there is one; fast senders wait instead."""
        now = time.monotonic()
        if self._bucket.level(now) < 1:
            return False
        self._bucket.take(now)
        return True

    async def _finish_what_was_given(self) -> None:
        """Let a rerun that saves something finish after the visitor has gone.

        Streamlit aborts a rerun on disconnect, so a tap made just before locking the phone or
        reloading would be lost.
        """
        if not self._keeps:
            return
        await self._turn.over()
        # More taps may have arrived meanwhile, and the app handles them one after another.
        until, said = time.monotonic() + _LONGEST_GOODBYE_SECONDS, -1
        while said != self._said and time.monotonic() < until:
            said = self._said
            await asyncio.sleep(_SILENT_SECONDS)

    def _follow(self, said: bytes) -> None:
        """Watch what the app sends during a rerun."""
        if self._postponed and draws_page(said):
            self._postponed = None  # the tap draws the whole page anyway
        if ends_run(said):
            self._turn.give()
        else:
            self._turn.hear()

    async def _end(self, fault: Fault) -> Message:
        """Close the socket, and tell the app that the visitor has gone."""
        self._over = True
        _log.info("Closed a socket: %s", fault.reason)
        goodbye = {"type": "websocket.close", "code": fault.code, "reason": fault.reason}
        # It may have gone already, and a client that reads nothing would keep us waiting.
        with suppress(TimeoutError, OSError):
            await asyncio.wait_for(self._send(goodbye), GOODBYE_SECONDS)
        return {"type": "websocket.disconnect", "code": fault.code, "reason": fault.reason}
