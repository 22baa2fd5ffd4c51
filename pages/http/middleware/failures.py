"""Errors: one line for people, the full trace for the server's log only."""

import logging
import sys

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.http.middleware.refusal import refuse

FAILED = "Something went wrong on the server. Please try again."

_log = logging.getLogger(__name__)
_server_log = logging.getLogger("uvicorn.error")


class Failures:
    """Turn an unhandled exception into a short 500, and a failed start into one line."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stand between the app's exceptions and whoever asked."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self.app(scope, receive, _telling_why(send))
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        answered = False

        async def noted(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except ClientDisconnect:
            # The client disconnected mid-body, so nobody is left to tell.
            return
        except Exception:
            if answered:
                # Half the response has been sent. The server must cut the connection, and logs the
                # trace.
                raise
            # Without the path, which may hold a key.
            _log.exception("A %s request failed", scope["method"])
            await refuse(scope, receive, send, 500, FAILED)


def _telling_why(send: Send) -> Send:
    """Replace the trace of a failed start by the exception's `one_line`, where it has one."""

    async def tell(message: Message) -> None:
        # Starlette reports from within its `except`, so the cause is the current exception.
        line = getattr(sys.exception(), "one_line", None)
        if message["type"] != "lifespan.startup.failed" or line is None:
            await send(message)
            return
        await send({**message, "message": line})
        # The line says it all. uvicorn's own lines before it exits would bury it.
        _server_log.setLevel(logging.CRITICAL)

    return tell
