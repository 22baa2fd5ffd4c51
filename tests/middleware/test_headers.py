"""Every response has its headers, and a real browser accepts them."""

import asyncio
import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, sync_playwright
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from pages.http.middleware.headers import Headers
from tests.chromium import started
from tests.middleware.visitor import raw
from tests.server import Server

POLICY = "content-security-policy"


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("GET", "/healthz"), ("GET", "/_stcore/health"), ("GET", "/_stcore/metrics")],
)
def test_every_answer_carries_the_headers(door_server: Server, method: str, path: str) -> None:
    headers = raw(door_server, method, path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "camera=()" in headers["permissions-policy"]
    assert "default-src 'self'" in headers[POLICY]
    assert "frame-ancestors 'self'" in headers[POLICY]


def test_scripts_that_are_not_files_of_ours_are_not_run(door_server: Server) -> None:
    policy = httpx.get(door_server.url).headers[POLICY]
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts
    assert "unsafe" not in scripts[1]


def test_a_plain_page_sets_no_cookie(door_server: Server) -> None:
    assert "set-cookie" not in httpx.get(door_server.url).headers


def dressed(frame_ancestors: str, path: str, **own: str) -> httpx.Headers:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("", headers=own)(scope, receive, send)

    async def ask() -> httpx.Headers:
        behind = httpx.ASGITransport(Headers(app, frame_ancestors))
        async with httpx.AsyncClient(transport=behind, base_url="http://x") as client:
            answer: httpx.Response = await client.get(path)
            return answer.headers

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("allowed", "old_browsers"),
    [("'self'", "SAMEORIGIN"), ("'none'", "DENY"), ("https://a.example", None)],
)
def test_the_setting_says_who_may_frame_the_app(allowed: str, old_browsers: str | None) -> None:
    whole = dressed(allowed, "/")
    assert whole[POLICY].endswith(f"frame-ancestors {allowed}")
    assert whole.get("x-frame-options") == old_browsers


def test_a_route_may_have_a_policy_of_its_own_but_cannot_open_the_frame() -> None:
    own = dressed("'none'", "/", **{POLICY: "script-src 'nonce-1'", "referrer-policy": "origin"})
    assert own.get_list(POLICY) == ["script-src 'nonce-1'", "frame-ancestors 'none'"]
    assert own["referrer-policy"] == "origin"


def test_an_answer_that_is_kept_behind_is_left_as_it_was() -> None:
    kept = {"type": "http.response.start", "status": 200, "headers": [(b"etag", b"1")]}
    before = {**kept, "headers": list(kept["headers"])}  # type: ignore[call-overload]

    async def app(_: Scope, receive: Receive, send: Send) -> None:
        await send(kept)

    async def ask() -> list[Message]:
        said: list[Message] = []

        async def hear(message: Message) -> None:
            said.append(message)

        async def nothing() -> Message:
            return {"type": "http.request"}

        asked = {"type": "http", "path": "/", "method": "GET", "headers": []}
        await Headers(app, "'self'")(asked, nothing, hear)
        return said

    assert len(asyncio.run(ask())[0]["headers"]) > 1
    assert kept == before


@pytest.fixture(scope="module")
def complaints() -> list[str]:
    """The browser's complaints about our headers."""
    return []


@pytest.fixture(scope="module")
def page(probe: Server, complaints: list[str]) -> Iterator[Page]:
    with sync_playwright() as play:
        browser = started(play)
        page = browser.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(probe.url)
        yield page
        browser.close()


def test_all_that_the_app_shows_works_in_a_browser_without_a_complaint(
    page: Page, complaints: list[str]
) -> None:
    page.get_by_text("the component runs").wait_for()
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.locator("canvas").first.wait_for()
    page.get_by_text("one", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download", exact=True).click()
    assert download.value.path().read_text() == "content"
    images = page.locator("img")
    widths = [images.nth(n).evaluate("i => i.naturalWidth") for n in range(images.count())]
    assert widths
    assert 0 not in widths
    assert complaints == []


@pytest.mark.parametrize(
    "attempt",
    [
        "fetch('http://other.example/').catch(() => 0)",
        "new WebSocket('ws://other.example/')",
        "new Image().src = 'http://other.example/a.png'",
        "document.head.append(Object.assign(document.createElement('script'),"
        " { src: 'http://other.example/a.js' }))",
        "document.body.append(Object.assign(document.createElement('iframe'),"
        " { src: 'http://other.example/' }))",
    ],
)
def test_nothing_leaves_the_page_for_a_third_party(page: Page, attempt: str) -> None:
    blocked = page.evaluate(
        f"""() => new Promise((seen) => {{
            const tell = (violation) => seen(violation.blockedURI);
            document.addEventListener("securitypolicyviolation", tell, {{ once: true }});
            try {{ {attempt} }} catch {{}}
        }})"""
    )
    assert "other.example" in blocked
