"""A socket by itself: what a browser says on it, without a server."""

import asyncio
from typing import Any

from pages.http.middleware.stream import Stream


class Line:
    """A socket in memory that has these messages to say."""

    def __init__(self, *messages: dict[str, Any]) -> None:
        self.messages = list(messages)
        self.sent: list[Any] = []

    async def receive(self) -> dict[str, Any]:
        if not self.messages:
            await asyncio.Event().wait()  # nothing more is said
        return self.messages.pop(0)

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    def talk(self) -> list[Any]:
        """Let an app listen behind the door, and return what it hears."""
        heard: list[Any] = []

        async def app(_: Any, receive: Any, send: Any) -> None:
            while not heard or heard[-1]["type"] != "websocket.disconnect":
                heard.append(await receive())
            await send({"type": "websocket.send", "bytes": b"too late"})

        asyncio.run(
            Stream(app, leads=lambda _: False, client_header="")(
                {"type": "websocket"}, self.receive, self.send
            )
        )
        return heard
