"""Limits on request bodies: none for GET, then a size and a time per route."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.http.middleware.refusal import refuse
from pages.http.middleware.socket_limit import client_address

# A title of 80 emoji in JSON is 1 kB, so this is plenty for any form.
SMALL_BODY: Final = 16_000
# 10,000 lines of an import at 500 bytes each. Nothing else the app takes comes close.
BODY_CAP: Final = 5_000_000
# 5 MB in a minute is 0.7 Mbit/s, and a form is one packet.
_LONGEST_SECONDS: Final = 60.0
_SMALL_SECONDS: Final = 10.0
# In flight at the same time, from one address. A facilitator imports one file.
_LARGE_AT_ONCE: Final = 4
_SMALL_AT_ONCE: Final = 100

NOT_HERE: Final = "A GET request brings no body."
TOO_LARGE: Final = "The request is larger than {limit} bytes, which is the most this route takes."
TOO_SLOW: Final = "The request took too long to arrive."
TOO_MANY: Final = "Too many requests are arriving from this network. Please try again in a moment."

_ASKING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class _RefusedError(Exception):
    """The body being read was refused."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


class BodyCap:
    """Refuse a body that its route doesn't take, by its declared length or as it's counted."""

    def __init__(self, app: ASGIApp, limit: Callable[[Scope], int], client_header: str) -> None:
        self.app = app
        self._limit = limit
        self._client_header = client_header
        self._arriving: Counter[tuple[str, bool]] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the body while the app reads it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked, limit = Headers(scope=scope), self._limit(scope)
        declared = int(asked.get("content-length") or 0)
        # The server reads and drops what still arrives after a refusal, for some seconds.
        if scope["method"] in _ASKING and (declared or "transfer-encoding" in asked):
            await refuse(scope, receive, send, 400, NOT_HERE)
        elif declared > limit:
            await refuse(scope, receive, send, 413, TOO_LARGE.format(limit=f"{limit:,}"))
        else:
            await self._read(scope, receive, send, limit)

    async def _read(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        answered = False
        address = client_address(scope, self._client_header)
        body = _Body(receive, limit, self._arriving, address)

        async def noted(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self.app(scope, body.receive, noted)
        except _RefusedError as refused:
            if answered:
                raise
            await refuse(scope, receive, send, refused.status, refused.reason)
        finally:
            body.is_over()


class _Body:
    """A body in flight, from when the app begins to read it."""

    def __init__(
        self, receive: Receive, limit: int, arriving: Counter[tuple[str, bool]], address: str
    ) -> None:
        self._receive = receive
        self._limit = limit
        self._arriving = arriving
        self._place = (address, limit > SMALL_BODY)
        self._seen = 0
        self._until: float | None = None
        self._is_whole = False

    async def receive(self) -> Message:
        """Return the next part, or raise the reason why there is none."""
        if self._is_whole:
            return await self._receive()  # only the disconnect is left
        if self._until is None:
            self._begin()
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            raise _RefusedError(408, TOO_SLOW) from None
        self._seen += len(message.get("body", b""))
        if self._seen > self._limit:
            raise _RefusedError(413, TOO_LARGE.format(limit=f"{self._limit:,}"))
        if not message.get("more_body", False):
            self.is_over()
        return message

    def is_over(self) -> None:
        """Count it out, once."""
        if self._until is not None and not self._is_whole:
            self._arriving[self._place] -= 1
            if not self._arriving[self._place]:
                del self._arriving[self._place]
        self._is_whole = True

    def _begin(self) -> None:
        is_large = self._place[1]
        if self._arriving[self._place] >= (_LARGE_AT_ONCE if is_large else _SMALL_AT_ONCE):
            raise _RefusedError(429, TOO_MANY)
        self._arriving[self._place] += 1
        seconds = _LONGEST_SECONDS if is_large else _SMALL_SECONDS
        self._until = asyncio.get_running_loop().time() + seconds
