import httpx
import pytest

from tests.middleware.visitor import handshake, one_run, visit
from tests.server import Server

HTTP_STRANGERS = ["null", "http://evil.example", "http://127.0.0.1:1", "https://127.0.0.1"]
STRANGERS = [*HTTP_STRANGERS, "", "file://", "http://127.0.0.1:{port}.evil.example"]
MALFORMED = [
    "http://127.0.0.1:{port}/path",
    "http://user@127.0.0.1:{port}",
    "127.0.0.1:{port}",
    "ftp://127.0.0.1:{port}",
    "http://127.0.0.1:{port},http://127.0.0.1:{port}",
    "http://localhost:{port}",
]


def test_our_own_page_is_served(door_server: Server) -> None:
    with visit(door_server) as socket:
        assert one_run(socket)[-1].script_finished == 0


def test_a_client_without_an_origin_cannot_open_the_socket(door_server: Server) -> None:
    assert handshake(door_server) == 403


def test_a_page_on_another_port_cannot_open_the_socket(door_server: Server) -> None:
    elsewhere = f"http://127.0.0.1:{door_server.port + 1}"
    assert handshake(door_server, ("Origin", elsewhere)) == 403


@pytest.mark.parametrize("origin", [*STRANGERS, *MALFORMED])
def test_a_stranger_cannot_open_the_socket(door_server: Server, origin: str) -> None:
    named = origin.replace("{port}", str(door_server.port))
    assert handshake(door_server, ("Origin", named)) == 403


def test_two_origins_are_none(door_server: Server) -> None:
    own = ("Origin", door_server.url)
    assert handshake(door_server, own) == 101
    assert handshake(door_server, own, ("Origin", "http://evil.example")) in {400, 403}
    assert handshake(door_server, own, own) in {400, 403}


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("workshop.example", "https://workshop.example", 101),
        ("workshop.example:443", "https://workshop.example", 101),
        ("Workshop.Example", "https://workshop.example", 101),
        ("workshop.example", "http://workshop.example", 101),
        ("[::1]:8501", "http://[::1]:8501", 101),
        ("workshop.example", "https://workshop.example:8443", 403),
        ("workshop.example:443", "http://workshop.example", 403),
        ("workshop.example", "https://www.workshop.example", 403),
    ],
)
def test_behind_a_proxy_the_origin_is_that_of_the_public_address(
    door_server: Server, host: str, origin: str, status: int
) -> None:
    assert handshake(door_server, ("Host", host), ("Origin", origin)) == status


def test_a_plain_page_cannot_reach_into_an_encrypted_one(door_server: Server) -> None:
    proxied = (("X-Forwarded-Proto", "https"), ("Host", "workshop.example"))
    assert handshake(door_server, *proxied, ("Origin", "https://workshop.example")) == 101
    assert handshake(door_server, *proxied, ("Origin", "http://workshop.example")) == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("origin", HTTP_STRANGERS)
def test_another_site_cannot_change_anything(probe: Server, method: str, origin: str) -> None:
    refused = httpx.request(method, f"{probe.url}/size", headers={"Origin": origin})
    assert refused.status_code == 403
    assert refused.json() == {"error": "Requests from other sites aren't accepted."}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_our_own_page_and_a_tool_without_an_origin_can(probe: Server, method: str) -> None:
    own = httpx.request(method, f"{probe.url}/size", headers={"Origin": probe.url})
    tool = httpx.request(method, f"{probe.url}/size")
    assert (own.status_code, tool.status_code) == (200, 200)


def test_reading_from_another_site_is_left_to_the_browser(door_server: Server) -> None:
    answer = httpx.get(f"{door_server.url}/healthz", headers={"Origin": "http://evil.example"})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers
