"""Framed by another site: answers are saved, and there's a way without cookies."""

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.conftest import Cohort, fold_out
from tests.server import Server, free_port


class Site:
    """Another site: to a browser, localhost isn't 127.0.0.1; both may set Secure cookies."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"

    def frame(self, page: Page, address: str) -> FrameLocator:
        """Open a page of this site that frames the address."""
        framing = f"<iframe src='{address}' width=390 height=800></iframe>"
        (self.folder / "index.html").write_text(framing)
        page.goto(self.url)
        return page.frame_locator("iframe")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path)
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", site.port), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield site
        serving.shutdown()


def served(folder: Path, site: Site, *, tls: bool) -> Server:
    server = Server(folder, WORKSHOP_FRAME_ANCESTORS=f"'self' {site.url}")
    if tls:
        # As behind a TLS proxy. Browsers trust loopback without one.
        server.settings["WORKSHOP_PUBLIC_URL"] = server.url.replace("http:", "https:")
    return server


def test_an_attendee_in_a_frame_is_the_same_after_a_page_switch_and_a_reload(
    chromium: Browser, tmp_path: Path, site: Site
) -> None:
    with served(tmp_path / "app", site, tls=True) as server:
        cohort, page = Cohort(server), chromium.new_page()
        frame = site.frame(page, f"{server.url}/join/{cohort.code}?embed=true")
        expect(frame.get_by_role("heading", name="Today's exercises")).to_be_visible()
        frame.get_by_role("button", name="Start:").click()
        expect(frame.get_by_text("Spring webinar")).to_be_visible()
        cookies = page.context.cookies()
        assert [c["sameSite"] for c in cookies if c["name"] == "workshop_attendee"] == ["None"]
        kept = [c["value"] for c in cookies]
        page.reload()
        expect(frame.get_by_role("heading", name="Today's exercises")).to_be_visible()
        assert [c["value"] for c in page.context.cookies()] == kept
        page.context.close()


def test_the_stage_shows_in_a_frame(chromium: Browser, tmp_path: Path, site: Site) -> None:
    with served(tmp_path / "app", site, tls=True) as server:
        cohort, page = Cohort(server), chromium.new_page()
        stage = f"{server.url}/facilitate/{cohort.facilitator_key}?to=stage&embed=true"
        frame = site.frame(page, stage)
        spoken = f"{cohort.code[:3]}-{cohort.code[3:]}"
        expect(frame.get_by_text(spoken)).to_be_visible()
        page.context.close()


def test_where_no_cookie_is_kept_a_tab_of_its_own_is_offered(
    chromium: Browser, tmp_path: Path, site: Site
) -> None:
    with served(tmp_path / "app", site, tls=False) as server:
        cohort, page = Cohort(server), chromium.new_page()
        frame = site.frame(page, f"{server.url}/join/{cohort.code}?embed=true")
        out = frame.get_by_role("link", name="Continue in a new tab")
        with page.context.expect_page() as opened:
            out.click()
        expect(opened.value.get_by_role("heading", name="Today's exercises")).to_be_visible()
        page.context.close()


def test_a_site_that_is_not_named_frames_nothing(
    chromium: Browser, tmp_path: Path, site: Site
) -> None:
    with Server(tmp_path / "app") as server:
        cohort, page = Cohort(server), chromium.new_page()
        with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
            site.frame(page, f"{server.url}/join/{cohort.code}?embed=true")
        page.context.close()


# A browser that refuses both ways of copying.
REFUSES = """
Object.defineProperty(navigator, "clipboard", { value: {
    writeText: () => Promise.reject(new DOMException("denied", "NotAllowedError")) } });
document.execCommand = () => false;
"""
# The selected text in the focused field, inside a component too.
SELECTED = """e => {
    const at = e.ownerDocument.activeElement, field = at.shadowRoot?.activeElement ?? at;
    return field.value?.slice(field.selectionStart, field.selectionEnd) ?? "";
}"""
COULD_NOT = "Your browser didn't let us copy this."


def test_where_copying_is_refused_the_page_says_so_and_selects_the_text(
    chromium: Browser, tmp_path: Path, site: Site
) -> None:
    with served(tmp_path / "app", site, tls=True) as server:
        cohort, page = Cohort(server), chromium.new_page()
        page.add_init_script(REFUSES)
        frame = site.frame(page, f"{server.url}/join/{cohort.code}?embed=true")
        fold_out(frame, "My private link")
        button = frame.get_by_role("button", name="Copy: My private link")
        button.click()
        expect(frame.get_by_text(COULD_NOT)).to_be_visible()
        expect(button).to_have_text("Copy")
        assert "/resume/" in frame.locator("body").evaluate(SELECTED)
        pitch = site.frame(page, f"{server.url}/pitch?embed=true")
        pitch.get_by_role("textbox", name="The ask").fill("May I show you a design review?")
        pitch.get_by_role("textbox", name="The ask").blur()
        expect(pitch.locator(".st-key-pitch-preview")).to_contain_text("design review")
        pitch.get_by_role("button", name="Copy", exact=True).click()
        expect(pitch.get_by_text(COULD_NOT)).to_be_visible()
        assert "design review" in pitch.locator("body").evaluate(SELECTED)
        page.context.close()
