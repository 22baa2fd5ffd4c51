"""A browser on the wire: opens the stream, requests runs, reads until they're done."""

from collections.abc import Iterator
from contextlib import contextmanager
from socket import create_connection

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.server import Server

HANDSHAKE = (
    "GET /_stcore/stream HTTP/1.1\r\nHEADERSUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


def stream_url(server: Server) -> str:
    return server.url.replace("http", "ws") + "/_stcore/stream"


@contextmanager
def visit(
    server: Server, address: str = "127.0.0.1", cookie: str = ""
) -> Iterator[ClientConnection]:
    """Open the stream as our pages do; uvicorn trusts a proxy on this machine."""
    with connect(
        stream_url(server),
        origin=Origin(server.url),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"X-Forwarded-For": address, **({"Cookie": cookie} if cookie else {})},
        close_timeout=0.5,
    ) as socket:
        yield socket


def handshake(server: Server, *headers: tuple[str, str]) -> int:
    """Return a handshake's status with exactly these headers; 101 is an open socket."""
    given = {name.lower() for name, _ in headers}
    host = [] if "host" in given else [("Host", f"127.0.0.1:{server.port}")]
    sent = "".join(f"{name}: {value}\r\n" for name, value in [*host, *headers])
    with create_connection(("127.0.0.1", server.port), timeout=5) as line:
        line.sendall(HANDSHAKE.replace("HEADERS", sent).encode())
        return int(line.recv(4000).split(b" ")[1])


def rerun() -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = ""
    return bytes(message.SerializeToString())


def one_run(socket: ClientConnection, first: bytes | None = None) -> list[ForwardMsg]:
    """Request a run, and return everything the server sends until it's done."""
    socket.send(first or rerun())
    said: list[ForwardMsg] = []
    while not said or said[-1].WhichOneof("type") != "script_finished":
        frame = socket.recv(timeout=10)
        assert isinstance(frame, bytes)
        said.append(ForwardMsg.FromString(frame))
    return said


def close_code(socket: ClientConnection, timeout: float = 10) -> int | None:
    """Read until the server closes, and return its close code."""
    try:
        while True:
            socket.recv(timeout=timeout)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def raw(server: Server, method: str, path: str, **headers: str) -> httpx.Response:
    """Request a path exactly as written, which httpx would otherwise normalise."""
    with httpx.Client() as client:
        request = client.build_request(method, server.url, headers=headers)
        request.url = request.url.copy_with(raw_path=path.encode())
        return client.send(request)
