"""Refused requests leave nothing behind: the server uses no more memory than before."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from socket import create_connection

import pytest
from websockets.exceptions import ConnectionClosed

from pages.http.middleware.conversation import MESSAGE_BURST
from pages.http.middleware.lookahead import FRAME_CAP
from tests.load.process import cost
from tests.middleware.probe.server import ProbeServer
from tests.middleware.test_messages import FORBIDDEN, of_kind
from tests.middleware.test_pace import length
from tests.middleware.visitor import close_code, one_run, visit

pytestmark = pytest.mark.alone

# Each refused request is as large as allowed, so that keeping a tenth of them would show: 190 kB a
# message, 400 kB an upload.
SOCKETS, UPLOADS, LARGE_FRAMES = 150, 800, 20
MESSAGES = SOCKETS * (MESSAGE_BURST - 1)
UPLOAD = b"x" * 400_000
# How much the allocators and the sessions Streamlit keeps for two minutes vary.
GIVE_MB = 40
_PADDING = FRAME_CAP - 10_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ProbeServer]:
    server = ProbeServer(tmp_path).start()
    yield server
    server.stop()


def megabytes(server: ProbeServer) -> float:
    assert server.process
    return cost(server.process.pid).rss


def say_what_is_dropped(server: ProbeServer, sockets: int) -> None:
    """Send large messages of every kind the middleware drops; check that the socket survives."""
    padding = b"\x82\x7d" + length(_PADDING) + b"x" * _PADDING
    for n in range(sockets):
        with visit(server, f"10.3.{n % 250}.1") as socket:
            for turn in range(MESSAGE_BURST - 1):
                socket.send(of_kind(FORBIDDEN[turn % len(FORBIDDEN)]) + padding)
            assert one_run(socket)


def upload(server: ProbeServer, times: int) -> None:
    """Send files to Streamlit's upload path, each on its own connection."""
    head = (
        f"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: x\r\nContent-Length: {len(UPLOAD)}\r\n\r\n"
    )
    for _ in range(times):
        with create_connection(("127.0.0.1", server.port), timeout=20) as line:
            line.sendall(head.encode())
            assert line.recv(1000).startswith(b"HTTP/1.1 404")
            line.sendall(UPLOAD)


def send_too_much(server: ProbeServer, times: int) -> None:
    """Send frames of 20 MB, of which the server reads only the header."""
    for n in range(times):
        with visit(server, f"10.4.0.{n}") as socket:
            with suppress(ConnectionClosed, OSError):
                socket.send(b"x" * 20_000_000)
            assert close_code(socket) in (1009, None), "it hangs up while we still send"


def test_memory_stays_flat_while_messages_uploads_and_large_frames_are_refused(
    server: ProbeServer,
) -> None:
    say_what_is_dropped(server, SOCKETS)
    upload(server, 20)
    before = megabytes(server)
    say_what_is_dropped(server, SOCKETS)
    upload(server, UPLOADS)
    send_too_much(server, LARGE_FRAMES)
    grown = megabytes(server) - before
    sent = (MESSAGES * _PADDING + UPLOADS * len(UPLOAD) + LARGE_FRAMES * 20_000_000) / 2**20
    assert grown < GIVE_MB < sent / 10, f"{grown:.0f} MB of {sent:.0f} MB are still there"
