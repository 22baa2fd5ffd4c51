"""A flood in its own process: many sockets of one address, each requesting a page repeatedly.

`python -m tests.middleware.flood <server> <from address> <cookie> <page> <sockets> <a second>
<seconds> <megabytes>`: a message requests the page, or is that many megabytes of nothing.
"""

import asyncio
import base64
import os
import struct
import sys
import time
from contextlib import suppress
from typing import NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg


class Flood(NamedTuple):
    """What to flood, from where, with whose cookie, and how hard."""

    url: str
    source: str
    cookie: str
    page: str
    sockets: int
    pace: float
    seconds: float
    megabytes: int = 0

    async def run(self) -> int:
        """Open the sockets within two seconds, send at that pace, and count the requests."""
        until = time.monotonic() + self.seconds
        every = (self._one(until, 2 * n / self.sockets) for n in range(self.sockets))
        return sum(await asyncio.gather(*every))

    async def _one(self, until: float, later: float) -> int:
        await asyncio.sleep(later)
        asked = await self._talk(until)
        while self.megabytes and time.monotonic() < until:
            asked += await self._talk(until)  # disconnected, so it comes back
        return asked

    async def _talk(self, until: float) -> int:
        host = self.url.removeprefix("http://")
        name, _, port = host.partition(":")
        asked = 0
        with suppress(OSError, asyncio.IncompleteReadError):
            reader, writer = await asyncio.open_connection(
                name, int(port), local_addr=(self.source, 0), limit=2**22
            )
            writer.write(_handshake(host, self.cookie))
            await reader.readuntil(b"\r\n\r\n")
            reading = asyncio.create_task(_read(reader))
            while time.monotonic() < until and not reading.done():
                writer.write(_large(self.megabytes) if self.megabytes else _asking(self.page))
                asked += 1
                # Blocks once the server stops reading; that's flood enough.
                await writer.drain()
                await asyncio.sleep(1 / self.pace)
            reading.cancel()
            writer.transport.abort()
        return asked


async def _read(reader: asyncio.StreamReader) -> None:
    while await reader.read(2**20):
        pass


def _handshake(host: str, cookie: str) -> bytes:
    lines = (
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host}",
        f"Origin: http://{host}",
        f"Cookie: {cookie}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit",
    )
    return "\r\n".join((*lines, "", "")).encode()


def _asking(page: str) -> bytes:
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.widget_states.SetInParent()
    content = bytes(message.SerializeToString())
    # A mask of zeros leaves the payload as it is.
    return struct.pack("!BB4x", 0x82, 0x80 | len(content)) + content


def _large(megabytes: int) -> bytes:
    length = megabytes * 10**6
    return struct.pack("!BBQ4x", 0x82, 0x80 | 127, length) + bytes(length)


if __name__ == "__main__":
    url, source, cookie, page, *numbers = sys.argv[1:]
    sockets, pace, seconds, megabytes = map(float, numbers)
    flood = Flood(url, source, cookie, page, int(sockets), pace, seconds, int(megabytes))
    print(asyncio.run(flood.run()))
