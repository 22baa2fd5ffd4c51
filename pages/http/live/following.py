"""The response to someone who follows a room: a stream, or why they can't have another."""

from collections.abc import AsyncIterator, Callable
from typing import Final

from starlette.responses import JSONResponse, StreamingResponse
from starlette.types import Receive, Scope, Send

from pages.http.live.presence import Presence, Stream
from pages.http.patches.offered import OFFERED

TOO_MANY: Final = "Too many live connections from here. Please try again in a moment."
FULL: Final = "The server has as many connections as it can hold. Please try again in a moment."


class Following(StreamingResponse):
    """A stream that's counted from its first byte to its last, however it ends."""

    def __init__(
        self,
        present: Presence,
        stream: Stream,
        told: AsyncIterator[str],
        counted: Callable[[str], None],
    ) -> None:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        super().__init__(told, media_type="text/event-stream", headers=headers)
        self._present = present
        self._followed = stream
        self._counted = counted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream, or refuse it with a reason."""
        if OFFERED.are_connections_scarce():
            refusal = JSONResponse({"error": FULL}, 503, {"Retry-After": "10"})
            return await refusal(scope, receive, send)
        if wait := self._present.enter(self._followed):
            refusal = JSONResponse({"error": TOO_MANY}, 429, {"Retry-After": str(round(wait))})
            return await refusal(scope, receive, send)
        self._counted(self._followed.room[0])
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._present.leave(self._followed)
            self._counted(self._followed.room[0])
