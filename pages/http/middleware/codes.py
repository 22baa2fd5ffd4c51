"""Which join codes of a cookie a socket may ask for: who makes up cookies guesses, too."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send


class Codes:
    """Pass a socket on with no more codes than its sender may look up at this moment."""

    def __init__(self, app: ASGIApp, allowed: Callable[[Scope], Scope]) -> None:
        self.app = app
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at the cookie off the loop, as the store is asked."""
        if scope["type"] == "websocket":
            scope = await run_in_threadpool(self._allowed, scope)
        await self.app(scope, receive, send)
