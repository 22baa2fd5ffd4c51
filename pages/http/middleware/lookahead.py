"""Looks one message ahead on a socket, while an earlier one waits for its turn."""

import asyncio

from starlette.types import Message, Receive

from pages.http.patches.protocol import RUN, gives, kind_of, only_redraws, page_of

# A page of 18 fields with a line in each is 2 kB. This leaves room for long texts in all of them.
FRAME_CAP = 200_000


class Lookahead:
    """Listens while a message waits for its turn, and says what has arrived since."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._coming: asyncio.Future[Message] | None = None

    async def next(self) -> Message:
        """Return the next message."""
        coming, self._coming = self._coming, None
        return await (coming or self._receive())

    def listen(self) -> "asyncio.Future[Message]":
        """Return a task that finishes when a message has arrived; `next` returns that message."""
        self._coming = self._coming or asyncio.ensure_future(self._receive())
        return self._coming

    def close(self) -> None:
        """Stop listening."""
        if self._coming:
            self._coming.cancel()

    @property
    def is_given(self) -> bool:
        """Say whether the next message is a tap or typed text."""
        run = self._run()
        return bool(run) and gives(run)

    @property
    def needs_no_redraw(self) -> bool:
        """Say whether a pending redraw is moot: the visitor has gone, or wants a whole page."""
        coming = self._coming
        if not coming or not coming.done():
            return False
        gone = coming.cancelled() or coming.exception() or "bytes" not in coming.result()
        return bool(gone or (self._run() and not self.is_given))

    def is_given_on(self, redraw: Message) -> bool:
        """Say whether the next message is a tap on the page that is only waiting for a redraw."""
        return self.is_given and only_redraws(redraw["bytes"]) and self._is_on_the_page_of(redraw)

    def asks_again_for(self, redraw: Message) -> bool:
        """Say whether the next message asks for the same redraw with newer values."""
        both_redraw = only_redraws(redraw["bytes"]) and only_redraws(self._run())
        return both_redraw and self._is_on_the_page_of(redraw)

    def _is_on_the_page_of(self, redraw: Message) -> bool:
        return page_of(self._run()) == page_of(redraw["bytes"])

    def _run(self) -> bytes:
        """Return the next message if it has arrived and asks for a rerun, or None."""
        coming = self._coming
        if not coming or not coming.done() or coming.cancelled() or coming.exception():
            return b""
        frame: bytes = coming.result().get("bytes") or b""
        return frame if len(frame) <= FRAME_CAP and kind_of(frame) == RUN else b""
