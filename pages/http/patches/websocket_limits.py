"""Limits on the wire itself, which uvicorn has or allows for and Streamlit does not hand on.

They reach into uvicorn's protocol object, so each has a test on a real socket. Without them the
door still holds, at a price: `stream` refuses a large message only once it is in memory, a flood
of tiny frames stalls everybody for a second, and nothing bounds a flood of pings.
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

# One read of 256 kB, asyncio's own measure, can hold 40,000 tiny frames: a second of parsing
# while everybody waits. A sixteenth of that is 0.06 s.
_READ_BYTES = 16_384
# A browser sends no ping, and a pong each 30 seconds. The app never sees either, so no pace
# holds them back: full speed left others waiting for 5 s.
_PINGS_PER_SECOND = 1
_PING_BURST = 50


def apply(_: Settings) -> None:
    """Let the sockets of the server that is starting keep to this."""
    OFFERED.on_socket.append(tighten)
    OFFERED.at_shutdown = at_shutdown


def tighten(receive: Receive, frame_cap: int, goodbye_seconds: float) -> None:
    """Limit what this socket can make the server read, and cut it soon after a goodbye."""
    protocol = getattr(receive, "__self__", None)
    if not isinstance(protocol, WebSocketsSansIOProtocol):
        return
    # Refused by the length in a frame's header, before the frame is there.
    protocol.conn.max_message_size = frame_cap
    # uvicorn would go on reading for 10 seconds.
    protocol.close_timeout = goodbye_seconds
    if hasattr(protocol.transport, "max_size"):
        protocol.transport.max_size = _READ_BYTES
    _ration_pings(protocol)


def at_shutdown(receive: Receive, call: Callable[[], None]) -> None:
    """Call this when the server is told to stop, as it waits for all conversations to end."""
    protocol = getattr(receive, "__self__", None)
    if not isinstance(protocol, WebSocketsSansIOProtocol):
        return
    shutdown = protocol.shutdown

    def called() -> None:
        call()
        shutdown()

    protocol.shutdown = called  # type: ignore[method-assign]


def _ration_pings(protocol: WebSocketsSansIOProtocol) -> None:
    """Hang up on a client that sends pings or pongs by the dozen."""
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
