"""A socket by itself: a browser's messages, without a server."""

import asyncio
from typing import Any

from pages.http.middleware.stream import Stream


class Line:
    """An in-memory socket with these messages to deliver."""

    def __init__(self, *messages: dict[str, Any]) -> None:
        self.messages = list(messages)
        self.sent: list[Any] = []

    async def receive(self) -> dict[str, Any]:
        if not self.messages:
            await asyncio.Event().wait()  # no more messages
        return self.messages.pop(0)

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    def talk(self) -> list[Any]:
        """Run an app behind the middleware, and return what it receives."""
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
