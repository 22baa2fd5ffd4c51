import asyncio
import time
from typing import Any

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from pages.http.middleware import socket_limit
from pages.http.middleware.socket_limit import (
    SOCKET_BURST,
    SOCKETS_PER_SECOND,
    SocketLimit,
    client_address,
)
from tests.middleware.visitor import one_run, rerun, stream_url, visit
from tests.server import Server

pytestmark = pytest.mark.alone


async def attend(server: Server, address: str, leave: asyncio.Event) -> str:
    """Open a socket, run a page, and stay; return the outcome."""
    try:
        async with connect(
            stream_url(server),
            origin=Origin(server.url),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"X-Forwarded-For": address},
            open_timeout=20,
            close_timeout=0.2,
        ) as socket:
            await socket.send(rerun())
            async for frame in socket:
                assert isinstance(frame, bytes)
                if ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished":
                    break
            leave.set()
            return "served"
    except InvalidStatus as refused:
        return str(refused.response.status_code)


async def arrive(server: Server, address: str, people: int, within: float) -> list[str]:
    async def after(delay: float) -> str:
        await asyncio.sleep(delay)
        return await attend(server, address, asyncio.Event())

    return await asyncio.gather(*(after(within * n / people) for n in range(people)))


def test_a_room_behind_one_router_is_served(door_server: Server) -> None:
    began = time.monotonic()
    outcome = asyncio.run(arrive(door_server, "10.1.0.1", people=300, within=3))
    assert outcome == ["served"] * 300
    # Four at a time, each until it's done; permits held any longer would make this take minutes.
    assert time.monotonic() - began < 20


def test_one_address_cannot_open_sockets_without_end(door_server: Server) -> None:
    async def served_at_once() -> int:
        """Connect until a connection is refused; return how many weren't."""
        for knocks in range(4 * SOCKET_BURST):
            reader, writer = await asyncio.open_connection("127.0.0.1", door_server.port)
            writer.write(
                b"GET /_stcore/stream HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\n"
                b"X-Forwarded-For: 10.2.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
            )
            is_refused = (await reader.readline()).startswith(b"HTTP/1.1 403")
            writer.close()
            if is_refused:
                return knocks
        raise AssertionError

    began = time.monotonic()
    served = asyncio.run(served_at_once())
    # A busy machine connects more slowly, and so may connect more often.
    may = SOCKET_BURST + SOCKETS_PER_SECOND * (time.monotonic() - began)
    assert SOCKET_BURST <= served <= may
    with visit(door_server, "10.2.0.2") as neighbour:
        assert one_run(neighbour)


def scope(client: str, **headers: str) -> dict[str, Any]:
    written = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    return {"type": "websocket", "client": (client, 1), "headers": written}


@pytest.mark.parametrize(
    ("named", "passed", "address"),
    [
        ("", "6.6.6.6", "10.0.0.1"),
        ("x-real-ip", "6.6.6.6", "6.6.6.6"),
        ("x-real-ip", "1.1.1.1, 6.6.6.6", "6.6.6.6"),
        ("X-Real-IP", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("x-real-ip", "::ffff:6.6.6.6", "6.6.6.6"),
        ("x-real-ip", "nonsense", "10.0.0.1"),
        ("x-real-ip", "6.6.6.6,", "10.0.0.1"),
    ],
)
def test_the_address_is_the_sockets_or_the_trusted_proxys_word(
    named: str, passed: str, address: str
) -> None:
    assert client_address(scope("10.0.0.1", x_real_ip=passed), named) == address


def test_without_the_header_the_proxy_itself_is_the_address() -> None:
    assert client_address(scope("10.0.0.1"), "x-real-ip") == "10.0.0.1"
    assert client_address({"type": "websocket", "client": None, "headers": []}, "") == ""


def test_too_many_open_sockets_are_refused_and_closed_ones_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket_limit, "SOCKETS_OPEN", 2)
    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])

    async def scenario() -> None:
        leave, refused = asyncio.Event(), list[Any]()

        async def app(*_: Any) -> None:
            await leave.wait()

        async def send(message: Any) -> None:
            refused.append(message["type"])

        async def nothing() -> Any: ...

        guard = SocketLimit(app, "")
        async with asyncio.TaskGroup() as room:
            for _ in range(3):
                room.create_task(guard(scope("10.0.0.1"), nothing, send))
            await asyncio.sleep(0)
            assert refused == ["websocket.close"]
            leave.set()
        clock[0] += 120
        await guard(scope("10.0.0.2"), nothing, send)
        assert list(guard._visitors) == ["10.0.0.2"]

    asyncio.run(scenario())
