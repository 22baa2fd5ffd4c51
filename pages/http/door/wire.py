"""Two limits that uvicorn has for a socket and Streamlit does not let one set.

Without them the door still holds: `stream` checks the size of each message itself. It is then
refused only after it has been taken into memory, which may be `server.maxMessageSize`.
"""

from starlette.types import Receive
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


def tighten(receive: Receive, frame_cap: int, goodbye_seconds: float) -> None:
    """Refuse a message by the length in its header, and cut a line soon after the goodbye."""
    protocol = getattr(receive, "__self__", None)
    if isinstance(protocol, WebSocketsSansIOProtocol):
        protocol.conn.max_message_size = frame_cap
        # After a goodbye uvicorn goes on reading for 10 seconds; a flood would keep it busy.
        protocol.close_timeout = goodbye_seconds
