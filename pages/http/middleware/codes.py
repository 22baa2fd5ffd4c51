"""Limits which join codes in a cookie a socket may look up: made-up cookies are guesses, too."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send


class Codes:
    """Pass a socket on with only the codes that its sender may look up now."""

    def __init__(self, app: ASGIApp, allowed: Callable[[Scope], Scope]) -> None:
        self.app = app
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the cookie in a thread, because it asks the store."""
        if scope["type"] == "websocket":
            scope = await run_in_threadpool(self._allowed, scope)
        await self.app(scope, receive, send)
