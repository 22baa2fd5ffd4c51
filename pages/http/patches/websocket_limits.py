"""Limits on websocket frames that uvicorn has or allows for, but Streamlit doesn't expose.

They reach into uvicorn's protocol object, so each has a test on a real socket. Without them the
middleware still holds, at a price: it refuses a large message only once it's in memory, a flood of
tiny frames stalls everyone for a second, and a flood of pings is unlimited.
"""

import time
from collections.abc import Callable
from typing import ParamSpec

from starlette.types import Receive
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from pages.http.middleware.bucket import Bucket
from pages.http.patches.offered import OFFERED
from pages.http.patches.patch import Patch
from pages.http.settings import Settings

P = ParamSpec("P")

# One read of 256 kB, asyncio's default, can hold 40,000 tiny frames: a second of parsing while
# everyone waits. A sixteenth of that takes 0.06 s.
_READ_BYTES = 16_384
# Browsers send no pings, and a pong every 30 seconds. The app never sees either, so no rate limit
# applies: at full speed they kept others waiting for 5 s.
_PINGS_PER_SECOND = 1
_PING_BURST = 50


def apply(_: Settings) -> None:
    """Limit the sockets of the server that's starting."""
    OFFERED.on_socket.append(tighten)
    OFFERED.at_shutdown = at_shutdown


def tighten(receive: Receive, frame_cap: int, goodbye_seconds: float) -> None:
    """Limit what this socket can make the server read, and cut it soon after closing."""
    protocol = getattr(receive, "__self__", None)
    if not isinstance(protocol, WebSocketsSansIOProtocol):
        return
    # Refused by the length in the frame's header, before the frame arrives.
    protocol.conn.max_message_size = frame_cap
    # uvicorn would go on reading for 10 seconds.
    protocol.close_timeout = goodbye_seconds
    if hasattr(protocol.transport, "max_size"):
        protocol.transport.max_size = _READ_BYTES
    _ration_pings(protocol)


def at_shutdown(receive: Receive, call: Callable[[], None]) -> None:
    """Call this when the server is told to stop, because it waits for all sockets to close."""
    protocol = getattr(receive, "__self__", None)
    if not isinstance(protocol, WebSocketsSansIOProtocol):
        return
    shutdown = protocol.shutdown

    def called() -> None:
        call()
        shutdown()

    protocol.shutdown = called  # type: ignore[method-assign]


def _ration_pings(protocol: WebSocketsSansIOProtocol) -> None:
    """Disconnect a client that floods us with pings or pongs."""
    bucket = Bucket(_PINGS_PER_SECOND, _PING_BURST, time.monotonic())

    def rationed(handle: Callable[P, None]) -> Callable[P, None]:
        def handled(*args: P.args, **kwargs: P.kwargs) -> None:
            if bucket.take(time.monotonic()):
                protocol.transport.abort()
            else:
                handle(*args, **kwargs)

        return handled

    protocol.handle_ping = rationed(protocol.handle_ping)  # type: ignore[method-assign]
    protocol.handle_pong = rationed(protocol.handle_pong)  # type: ignore[method-assign]


_PROTOCOL = "uvicorn.protocols.websockets.websockets_sansio_impl:WebSocketsSansIOProtocol"
PATCH = Patch(
    "websocket limits",
    gives="no large message in memory, no flood of tiny frames or pings, a quick stop",
    apply=apply,
    targets={
        f"{_PROTOCOL}.connection_made": "edc7066557",
        f"{_PROTOCOL}.data_received": "92336f21d5",
        f"{_PROTOCOL}.handle_ping": "f1b618686f",
        f"{_PROTOCOL}.handle_pong": "6ecd23ff36",
        f"{_PROTOCOL}.shutdown": "4cf457a1f5",
    },
)
