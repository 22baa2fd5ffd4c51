"""A limit on sockets per address: room for everyone behind one router, but not for a flood.

A room of 1,000 people with two tabs each is one address. They join within about ten seconds when
the code is shown, and all come back at once after a restart.
"""

import time

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.http.middleware.bucket import Bucket
from pages.http.middleware.networks import network
from pages.http.middleware.refusal import refuse
from pages.http.patches.offered import OFFERED

TOO_MANY_SOCKETS = "Too many connections from this network. Please try again in a moment."

# At once: more than half of a room of 1,000. Browsers that are refused try again by themselves, so
# 2,000 tabs are back within half a minute of a restart.
SOCKET_BURST = 600
SOCKETS_PER_SECOND = 50
# Open at the same time: 1,000 people with two tabs each, and half as many dead ones that haven't
# timed out yet, because phones change networks.
SOCKETS_OPEN = 3_000
# How often expired addresses are dropped. A bucket is full again after 12 seconds.
_FORGET_SECONDS = 60.0


class _Visitor:
    """What's remembered of an address."""

    def __init__(self, now: float) -> None:
        self.arrivals = Bucket(SOCKETS_PER_SECOND, SOCKET_BURST, now)
        self.open = 0

    def is_gone(self, now: float) -> bool:
        return self.open == 0 and self.arrivals.is_full(now)


class SocketLimit:
    """Refuse sockets from an address that opens too many, or too fast."""

    def __init__(self, app: ASGIApp, client_header: str) -> None:
        self.app = app
        self._client_header = client_header
        self._visitors: dict[str, _Visitor] = {}
        self._forgot = time.monotonic()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count a socket in while it's open, or refuse it."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        now = time.monotonic()
        self._forget(now)
        visitor = self._visitors.setdefault(
            client_address(scope, self._client_header), _Visitor(now)
        )
        is_full = OFFERED.are_connections_scarce() or visitor.open >= SOCKETS_OPEN
        if is_full or visitor.arrivals.level(now) < 1:
            await refuse(scope, receive, send, 429, TOO_MANY_SOCKETS)
            return
        visitor.arrivals.take(now)
        visitor.open += 1
        try:
            await self.app(scope, receive, send)
        finally:
            visitor.open -= 1

    def _forget(self, now: float) -> None:
        """Drop expired addresses now and then, without a timer."""
        if now - self._forgot < _FORGET_SECONDS:
            return
        self._forgot = now
        self._visitors = {
            address: visitor
            for address, visitor in self._visitors.items()
            if not visitor.is_gone(now)
        }


def client_address(scope: Scope, header: str) -> str:
    """Return the visitor's address: the socket's, or the one that a trusted proxy forwards."""
    peer = scope.get("client")
    direct = str(peer[0]) if peer else ""
    passed = Headers(scope=scope).getlist(header) if header else []
    # Each proxy appends, so only the last value is from the one we trust.
    claimed = passed[-1].rpartition(",")[2].strip() if passed else ""
    return network(claimed) or network(direct) or direct
