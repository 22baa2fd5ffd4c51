from socket import create_connection

import pytest

from tests.middleware.visitor import raw
from tests.server import Server

SHUT = [
    "/_stcore/upload_file/session/file",
    "/_stcore/metrics",
    "/_stcore/agent/interact",
    "/_stcore/agent/mcp",
    "/_stcore/agent/openapi.json",
    "/_stcore/script-health-check",
    "/_stcore/something-new",
    "/_stcore",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
    "/app/static/secret.txt",
]
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "MADEUP"]
TRICKS = [
    "/_stcore//upload_file/a/b",
    "//_stcore/upload_file/a/b",
    "/./_stcore/./upload_file/a/b",
    "/%5fstcore/upload%5Ffile/a/b",
    "/%255fstcore/upload_file/a/b",
    "/_stcore%2fupload_file%2Fa%2fb",
    "/_stcore%5cupload_file/a/b",
    "/_STCORE/Upload_File/a/b",
    "/_stcore/metrics/",
    "/_stcore/metrics?families=x",
    "/deep/link/_stcore/upload_file/a/b",
    "/Auth/login/",
    "//auth//login",
]


@pytest.mark.parametrize("path", SHUT)
def test_a_path_that_nobody_needs_is_not_there(door_server: Server, path: str) -> None:
    for method in METHODS:
        answer = raw(door_server, method, path)
        assert answer.status_code == 404, method
        if method != "HEAD":
            assert answer.json() == {"error": "There's nothing here."}


@pytest.mark.parametrize("path", TRICKS)
def test_no_way_of_writing_it_opens_a_shut_path(door_server: Server, path: str) -> None:
    for method in ("GET", "PUT", "OPTIONS"):
        assert raw(door_server, method, path).status_code == 404, method


def test_the_body_of_a_refused_upload_is_not_read(door_server: Server) -> None:
    # Announces 4 MB and sends none: reading the body would never end.
    with create_connection(("127.0.0.1", door_server.port), timeout=5) as line:
        line.sendall(b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: x\r\n")
        line.sendall(b"Content-Length: 4000000\r\n\r\n")
        assert line.recv(1000).startswith(b"HTTP/1.1 404")


@pytest.mark.parametrize(
    "path", ["/", "/some-page", "/healthz", "/_stcore/health", "/_stcore/host-config"]
)
def test_what_the_pages_need_is_open(door_server: Server, path: str) -> None:
    assert raw(door_server, "GET", path).status_code == 200


def test_below_a_deep_link_the_browser_still_learns_where_the_app_is(door_server: Server) -> None:
    # Streamlit's page looks for its health check at every depth, and goes up a level on a 404.
    assert raw(door_server, "GET", "/deep/_stcore/health").status_code == 404
