"""Takes the README's pictures from the real app: `make screenshots`."""

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.conftest import PHONE, join, pick, settled
from tests.server import ROOT, Server

DOCS = ROOT / "docs"


def dashboard(browser: Browser, link: str) -> str:
    """Take the facilitator's page, and return the room's code."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(link)
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    settled(page)
    page.wait_for_timeout(1500)  # fonts and charts settle
    shoot(page, "dashboard")
    code = page.locator(".st-key-join-code").inner_text()
    page.locator(".st-key-reveal-mentor_criteria button").click()
    return code


def phone(browser: Browser, url: str, code: str) -> None:
    """Take the exercise on a phone, half way through."""
    page = browser.new_page(viewport=PHONE, base_url=url, device_scale_factor=2)
    join(page, code)
    pick(page, "Active listening", "Availability", "Commitment")
    page.mouse.wheel(0, 180)
    page.wait_for_timeout(1000)
    shoot(page, "phone")


def shoot(page: Page, name: str) -> None:
    """Write one picture and say so."""
    where = DOCS / f"{name}.png"
    page.screenshot(path=where)
    print(f"{where.relative_to(ROOT)}: {where.stat().st_size // 1024} kB")


def main() -> None:
    """Start the app with the synthetic cohort and take every picture."""
    DOCS.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(Path(folder), WORKSHOP_SAMPLE="true") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        link = re.search(r"http\S+/facilitate/\S+", server.log.read_text())
        assert link, "the server prints the facilitator link of the synthetic cohort"
        phone(browser, server.url, dashboard(browser, link[0]))
        browser.close()


if __name__ == "__main__":
    main()
