"""No request body is larger than a class of answers could be."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.http.door.refusal import refuse

# 10,000 lines of an import at 500 bytes each; nothing else that the app takes comes near.
BODY_CAP = 5_000_000
TOO_LARGE = "The request is larger than 5 MB."


class _TooLargeError(Exception):
    """The body that a route is reading went over the cap."""


class BodyCap:
    """Answer 413 to a body over the cap: at once when declared, else as soon as it is counted."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the body while the app reads it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif _declared(scope) > BODY_CAP:
            # The server reads what still arrives and drops it, so the connection stays usable.
            await refuse(scope, receive, send, 413, TOO_LARGE)
        else:
            await self._count(scope, receive, send)

    async def _count(self, scope: Scope, receive: Receive, send: Send) -> None:
        seen = 0
        answered = False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > BODY_CAP:
                raise _TooLargeError
            return message

        async def noted(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self.app(scope, counted, noted)
        except _TooLargeError:
            if answered:
                raise
            await refuse(scope, receive, send, 413, TOO_LARGE)


def _declared(scope: Scope) -> int:
    """Return the declared length; the server has refused one that is not a number."""
    return int(Headers(scope=scope).get("content-length") or 0)
