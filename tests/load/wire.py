"""Plain HTTP, as cheap as possible: a thousand phones share two cores with the server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple
from urllib.parse import urlsplit


class Reply(NamedTuple):
    """A response: status, cookies as a browser would send them back, and the body to read."""

    status: int
    cookie: str
    body: asyncio.StreamReader


@asynccontextmanager
async def get(server: str, path: str, cookie: str = "") -> AsyncIterator[Reply]:
    """Request a path on a separate connection, and disconnect afterwards."""
    at = urlsplit(server)
    reader, writer = await asyncio.open_connection(at.hostname, at.port)
    try:
        sent = f"Cookie: {cookie}\r\n" if cookie else ""
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {at.netloc}\r\n{sent}"
            "Accept: text/html\r\nConnection: close\r\n\r\n".encode()
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        yield Reply(int(head[0].split(" ")[1]), _cookies(head), reader)
    finally:
        writer.close()


async def events(server: str, path: str, cookie: str) -> AsyncIterator[tuple[str, str]]:
    """Follow server-sent events as an EventSource does, until the server ends them.

    Each comes with its name, which is empty for a plain message.
    """
    name = ""
    async with get(server, path, cookie) as reply:
        if reply.status != 200:
            raise ConnectionError(f"{path} answered {reply.status}")
        while line := await reply.body.readline():
            if line.startswith(b"event:"):
                name = line[6:].strip().decode()
            elif line.startswith(b"data:"):
                yield name, line[5:].strip().decode()
                name = ""


def _cookies(head: list[str]) -> str:
    given = [line.partition(":") for line in head if line.lower().startswith("set-cookie:")]
    return "; ".join(value.split(";")[0].strip() for _, _, value in given)
