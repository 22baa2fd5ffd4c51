import socket
from collections.abc import Iterator

import httpx
import pytest

from pages.http.door.bodies import BODY_CAP
from tests.server import Server

TOO_LARGE = {"error": "The request is larger than 5 MB."}


def test_a_body_up_to_the_cap_arrives_whole(probe: Server) -> None:
    answer = httpx.post(f"{probe.url}/size", content=b"x" * BODY_CAP)
    assert (answer.status_code, answer.text) == (200, str(BODY_CAP))


@pytest.mark.parametrize("path", ["/size", "/", "/healthz", "/no-such-route"])
def test_a_larger_body_is_refused_on_every_route(probe: Server, path: str) -> None:
    answer = httpx.post(f"{probe.url}{path}", content=b"x" * (BODY_CAP + 1))
    assert (answer.status_code, answer.json()) == (413, TOO_LARGE)


def test_a_declared_length_is_refused_before_the_body_is_sent(probe: Server) -> None:
    with socket.create_connection(("127.0.0.1", probe.port), timeout=5) as line:
        line.sendall(b"POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n")
        assert line.recv(1000).startswith(b"HTTP/1.1 413")


def test_a_body_without_a_length_is_counted_as_it_comes(probe: Server) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 4 * BODY_CAP:
            sent += 100_000
            yield b"x" * 100_000

    answer = httpx.post(f"{probe.url}/size", content=endless(), timeout=10)
    assert (answer.status_code, answer.json()) == (413, TOO_LARGE)


def test_the_connection_is_usable_after_a_refusal(probe: Server) -> None:
    with httpx.Client(timeout=5) as client:
        for body in (b"x" * (BODY_CAP + 1), b"small"):
            answer = client.post(f"{probe.url}/size", content=body)
        assert answer.text == "5"
