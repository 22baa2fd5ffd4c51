import asyncio
import logging
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from pages.http.middleware.bucket import Bucket
from pages.http.middleware.conversation import MESSAGE_BURST, MESSAGES_PER_SECOND
from pages.http.middleware.lookahead import FRAME_CAP
from pages.http.middleware.stream import Stream
from tests.middleware.line import Line
from tests.middleware.test_messages import of_kind
from tests.middleware.visitor import close_code, one_run, rerun, visit
from tests.server import Server

pytestmark = pytest.mark.alone


def test_a_bucket_gives_its_burst_at_once_and_its_rate_after_that() -> None:
    bucket = Bucket(rate=5, burst=3, now=0)
    assert [bucket.take(0) for _ in range(5)] == pytest.approx([0, 0, 0, 0.2, 0.4])
    assert bucket.take(100) == 0
    assert bucket.is_full(200)


def test_a_burst_of_a_person_is_not_held_back(door_server: Server) -> None:
    with visit(door_server) as socket:
        began = time.monotonic()
        for _ in range(MESSAGE_BURST - 1):
            socket.send(of_kind("app_heartbeat"))
        one_run(socket)
        assert time.monotonic() - began < 1


def test_over_the_rate_messages_wait_and_none_is_lost(door_server: Server) -> None:
    too_many = 8
    with visit(door_server) as socket:
        began = time.monotonic()
        for _ in range(MESSAGE_BURST + too_many - 1):
            socket.send(of_kind("app_heartbeat"))
        one_run(socket)
        assert time.monotonic() - began == pytest.approx(too_many / MESSAGES_PER_SECOND, abs=0.5)


def flood(server: Server, done: threading.Event, codes: list[int | None]) -> None:
    """Send 200 reruns a second, reading as a browser does, until the server disconnects."""
    with visit(server) as socket:
        reading = threading.Thread(target=lambda: codes.append(close_code(socket)))
        reading.start()
        with suppress(ConnectionClosed):
            while not done.wait(0.005):
                socket.send(rerun())
        reading.join()


def seconds(act: Callable[[], Any]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def test_a_flood_leaves_others_served_and_is_shown_out(door_server: Server) -> None:
    done, codes = threading.Event(), list[int | None]()
    flooding = threading.Thread(target=flood, args=(door_server, done, codes))
    flooding.start()
    runs, health = [], []
    try:
        with visit(door_server, "10.0.0.2") as honest:
            began = time.monotonic()
            while flooding.is_alive() and time.monotonic() - began < 10:
                runs.append(seconds(lambda: one_run(honest)))
                health.append(seconds(lambda: httpx.get(f"{door_server.url}/healthz")))
                time.sleep(0.3)
    finally:
        done.set()
        flooding.join()
    assert max(runs) < 2
    assert max(health) < 1
    assert codes == [1008]


def test_a_frame_up_to_the_cap_is_taken(door_server: Server) -> None:
    with visit(door_server) as socket:
        padded = rerun() + b"\x82\x7d" + length(FRAME_CAP - 100) + b"x" * (FRAME_CAP - 100)
        assert one_run(socket, padded)


def length(size: int) -> bytes:
    """Return a protobuf length, for a field that nobody knows and every parser skips."""
    return bytes([size & 0x7F | 0x80, size >> 7 & 0x7F | 0x80, size >> 14])


def test_a_larger_frame_is_refused_by_the_length_in_its_header(door_server: Server) -> None:
    with visit(door_server) as socket:
        # Announces one megabyte and sends none of it.
        socket.socket.sendall(struct.pack("!BBQ4x", 0x82, 0xFF, 1_000_000))
        assert close_code(socket, timeout=2) == 1009


def test_fragments_are_counted_together(door_server: Server) -> None:
    with visit(door_server) as socket:
        socket.send([b"x" * 90_000] * 3)
        assert close_code(socket) == 1009


@pytest.mark.parametrize("opcode", [0x89, 0x8A])
def test_a_flood_of_pings_is_cut_off(door_server: Server, opcode: int) -> None:
    ping = struct.pack("!BB4x", opcode, 0x80)
    with visit(door_server) as socket, pytest.raises(OSError):
        for _ in range(100):
            socket.socket.sendall(ping * 1000)
            time.sleep(0.01)


def test_a_ping_now_and_then_is_answered(door_server: Server) -> None:
    with visit(door_server) as socket:
        assert all(socket.ping().wait(timeout=2) for _ in range(20))
        assert one_run(socket)


def test_under_another_server_a_large_frame_is_refused_once_it_is_there() -> None:
    line = Line({"type": "websocket.receive", "bytes": b"x" * (FRAME_CAP + 1)})
    assert line.talk()[-1]["code"] == 1009
    assert [(m["type"], m["code"]) for m in line.sent] == [("websocket.close", 1009)]


def test_a_dropped_message_is_logged_once_without_a_word_of_its_sender(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    dropped = {"type": "websocket.receive", "bytes": of_kind("clear_cache") + b"\x7a\x03own"}
    gone = {"type": "websocket.disconnect", "code": 1000}
    assert Line(dropped, dropped, gone).talk() == [gone]
    assert caplog.messages == ["Dropped a clear_cache message that no page of this app sends"]


def test_nothing_of_a_socket_outlives_it() -> None:
    async def tasks_left() -> int:
        line = Line({"type": "websocket.receive", "text": "no"})

        async def app(_: Any, receive: Any, __: Any) -> None:
            await receive()

        await Stream(app, leads=lambda _: False, client_header="")(
            {"type": "websocket"}, line.receive, line.send
        )
        return len(asyncio.all_tasks()) - 1

    assert asyncio.run(tasks_left()) == 0
