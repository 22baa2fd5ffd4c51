"""Limits connections: how many there are, and how long each may take over a request.

uvicorn waits forever for clients that connect and send nothing, send half a request, or don't read
the response. It accepts connections until the process runs out of file descriptors; then no one
gets in, and nothing that opens a file works. It has no setting for either, so the limits are in its
protocol classes, where connections are made and lost and where bytes arrive. Without this patch the
app works, but one visitor with a loop can lock everyone else out.
"""

import asyncio
import logging
from functools import partial
from typing import Any, Final

import h11
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from pages.http import descriptors
from pages.http.middleware.connections import BODY_SECONDS, OF_A_SESSION, Connections
from pages.http.middleware.networks import network
from pages.http.patches.offered import OFFERED
from pages.http.patches.patch import Patch
from pages.http.settings import Settings

# A request's head is a few hundred bytes. A phone that loses its network midway tries again.
HEAD_SECONDS: Final = 15.0
# How long a refused client may go on sending, so that it reads the reason.
REFUSED_SECONDS: Final = 5.0
# A client that reads nothing for this long is gone.
STALLED_SECONDS: Final = 60.0

# Warn at the start if the limit is too low for a room of this size.
_PHONES: Final = 1_000
# Used where the system has no limit, or one that memory couldn't hold.
_MOST: Final = 30_000

_log = logging.getLogger(__name__)
_now: list[Connections] = []


def apply(settings: Settings) -> None:
    """Limit the connections of the server that's starting."""
    guard(behind_a_proxy=bool(settings.client_header))
    OFFERED.are_connections_scarce = are_scarce


def are_scarce() -> bool:
    """Say whether only short requests may still be added."""
    return bool(_now) and _now[-1].are_scarce


def guard(*, behind_a_proxy: bool, body_seconds: float = BODY_SECONDS) -> None:
    """Start counting connections, and patch uvicorn if that hasn't happened yet."""
    if not _now:
        _Guarded.take_over()
    most = _descriptors()
    _now[:] = [Connections(most, behind_a_proxy=behind_a_proxy, body_seconds=body_seconds)]
    if (phones := _now[-1].phones) < _PHONES:
        told = "May have %d files and sockets open, enough for some %d phones: raise `ulimit -n`"
        _log.warning(told, most, phones)


def _descriptors() -> int:
    """Return how many files and sockets this process may have open."""
    return min(descriptors.allowed() or _MOST, _MOST)


class _Guarded:
    """uvicorn's own methods, which ours call."""

    made = H11Protocol.connection_made
    lost = H11Protocol.connection_lost
    socket_lost = WebSocketsSansIOProtocol.connection_lost
    received = H11Protocol.data_received
    upgraded = H11Protocol.handle_websocket_upgrade
    paused = H11Protocol.pause_writing
    resumed = H11Protocol.resume_writing

    @classmethod
    def take_over(cls) -> None:
        """Replace uvicorn's methods with ours."""
        ours: dict[str, Any] = {
            "connection_made": _made,
            "connection_lost": _lost,
            "data_received": _received,
            "handle_websocket_upgrade": _upgraded,
            "pause_writing": _paused,
            "resume_writing": _resumed,
        }
        for name, function in ours.items():
            setattr(H11Protocol, name, function)
        setattr(WebSocketsSansIOProtocol, "connection_lost", _socket_lost)  # noqa: B010 - as above


def _made(protocol: H11Protocol, transport: asyncio.Transport) -> None:
    _Guarded.made(protocol, transport)
    if _now[-1].enter(_address(protocol)):
        _until(protocol, HEAD_SECONDS)
    else:
        transport.abort()


def _lost(protocol: H11Protocol, exc: Exception | None) -> None:
    _now[-1].leave(_address(protocol))
    _cancel(protocol, "_until_said")
    _cancel(protocol, "_until_read")
    _Guarded.lost(protocol, exc)


def _socket_lost(protocol: WebSocketsSansIOProtocol, exc: Exception | None) -> None:
    _now[-1].leave(_address(protocol), 1 + OF_A_SESSION)
    _Guarded.socket_lost(protocol, exc)


def _received(protocol: H11Protocol, data: bytes) -> None:
    _Guarded.received(protocol, data)
    if protocol.transport.get_protocol() is not protocol:
        return  # a websocket by now, left by h11 in the middle of a request
    owes = _owes(protocol)
    if owes != getattr(protocol, "_owed", 0.0) and not protocol.transport.is_closing():
        _until(protocol, owes)


def _owes(protocol: H11Protocol) -> float:
    """Return how many seconds this client has for what it's sending; 0 for no limit."""
    if protocol.conn.their_state is h11.IDLE:
        return HEAD_SECONDS
    if protocol.conn.their_state is h11.SEND_BODY:
        answered = protocol.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE)
        return REFUSED_SECONDS if answered else _now[-1].body_seconds
    return 0.0


def _upgraded(protocol: H11Protocol, event: h11.Request) -> None:
    _cancel(protocol, "_until_said")
    _now[-1].enter(_address(protocol), OF_A_SESSION)
    _Guarded.upgraded(protocol, event)
    protocol.loop.call_later(HEAD_SECONDS, _cut_if_unasked, protocol.transport)


def _cut_if_unasked(transport: asyncio.Transport) -> None:
    """Cut a connection whose handshake was never finished, like a body that never comes."""
    protocol = transport.get_protocol()
    if isinstance(protocol, WebSocketsSansIOProtocol) and not protocol.handshake_initiated:
        transport.abort()


def _paused(protocol: H11Protocol) -> None:
    _Guarded.paused(protocol)
    _set(protocol, "_until_read", STALLED_SECONDS)


def _resumed(protocol: H11Protocol) -> None:
    _Guarded.resumed(protocol)
    _cancel(protocol, "_until_read")


def _until(protocol: H11Protocol, seconds: float) -> None:
    setattr(protocol, "_owed", seconds)  # noqa: B010 - uvicorn's object has no such attribute
    _cancel(protocol, "_until_said")
    if seconds:
        _set(protocol, "_until_said", seconds)


def _set(protocol: H11Protocol, name: str, seconds: float) -> None:
    setattr(protocol, name, protocol.loop.call_later(seconds, partial(_cut, protocol)))


def _cancel(protocol: H11Protocol, name: str) -> None:
    timer: asyncio.TimerHandle | None = getattr(protocol, name, None)
    if timer:
        timer.cancel()
        setattr(protocol, name, None)


def _cut(protocol: H11Protocol) -> None:
    protocol.transport.abort()


def _address(protocol: H11Protocol | WebSocketsSansIOProtocol) -> str:
    return (network(protocol.client[0]) or protocol.client[0]) if protocol.client else ""


def _is_h11() -> str:
    return "" if AutoHTTPProtocol is H11Protocol else "uvicorn doesn't use h11 here"


_H11 = "uvicorn.protocols.http.h11_impl:H11Protocol"
_SANSIO = "uvicorn.protocols.websockets.websockets_sansio_impl:WebSocketsSansIOProtocol"
PATCH = Patch(
    "connection limit",
    gives="nobody keeps the others out with idle or endless connections",
    apply=apply,
    check=_is_h11,
    targets={
        f"{_H11}.connection_made": "57022c8ff6",
        f"{_H11}.connection_lost": "ca9f17a8da",
        f"{_H11}.data_received": "f4cbfbd392",
        f"{_H11}.handle_websocket_upgrade": "f7f980d0f2",
        f"{_H11}.pause_writing": "ace9be705d",
        f"{_H11}.resume_writing": "72a8939a9a",
        f"{_SANSIO}.connection_lost": "a6f38b7afc",
    },
)
