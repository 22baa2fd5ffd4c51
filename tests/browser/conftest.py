"""A real Chromium, a real server, and the people who use them."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    FrameLocator,
    Locator,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from data import keys
from exercises import AGENDA
from tests.chromium import installed, started
from tests.cluster import Cluster
from tests.server import HOST_KEY, Server

NO_CHROMIUM = "No Chromium here, so nothing was tried in it: apt install chromium-headless-shell"
EXERCISES = {exercise.slug: exercise for exercise in AGENDA}
OUR_COOKIES = ("workshop_", "_streamlit_")
PHONE: ViewportSize = {"width": 390, "height": 844}

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if installed() is None:
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as play:
        browser = started(play)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("browser")) as running:
        yield running


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """The shared server, or a server of its own for a test marked as needing one."""
    if request.node.get_closest_marker("own_server"):
        with Server(tmp_path) as running:
            yield running
    else:
        yield request.getfixturevalue("shared_server")


class People:
    """Opens browsers for people, and records their pages' requests and complaints."""

    def __init__(self, chromium: Browser, server: Server | Cluster) -> None:
        self._chromium = chromium
        self._server = server
        self._contexts: list[BrowserContext] = []
        self.foreign_requests: list[str] = []
        self.complaints: list[str] = []
        self.cookies: set[str] = set()
        self.addresses: list[str] = []

    def at(self, width: int, height: int, **options: object) -> Page:
        context = self._chromium.new_context(
            viewport={"width": width, "height": height},
            base_url=self._server.url,
            **options,  # type: ignore[arg-type]
        )
        self._contexts.append(context)
        page = context.new_page()
        context.on("request", lambda request: self._note(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def on_a_phone(self) -> Page:
        return self.at(**PHONE, has_touch=True, is_mobile=True)

    def at_a_laptop(self) -> Page:
        return self.at(1280, 800)

    def go_home(self) -> None:
        for context in self._contexts:
            self.cookies |= {str(cookie.get("name")) for cookie in context.cookies()}
            self.addresses += [page.url for page in context.pages]
            context.close()

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme.startswith("http") and parts.hostname != "127.0.0.1":
            self.foreign_requests.append(url)


@pytest.fixture
def people(chromium: Browser, server: Server) -> Iterator[People]:
    people = People(chromium, server)
    yield people
    people.go_home()
    assert people.foreign_requests == [], "a page asked somebody else for something"
    assert people.complaints == [], "a script on a page failed"
    strange = [name for name in people.cookies if not name.startswith(OUR_COOKIES)]
    assert strange == [], "somebody else's cookie, such as one that counts visits"
    told = [url for url in people.addresses if any(map(keys.is_key, re.split(r"[/?&=#]", url)))]
    assert told == [], "a key in the address of a page"


class Cohort:
    """A cohort created over the host's route, for tests about something else."""

    def __init__(self, server: Server, min_group: int = 3, title: str = "Spring webinar") -> None:
        made = httpx.post(
            f"{server.url}/api/cohorts",
            json={"title": title, "min_group": min_group},
            headers={"Authorization": f"Bearer {HOST_KEY}"},
        ).json()
        self.url = server.url
        self.code: str = made["code"]
        self.facilitator_key: str = made["facilitator_key"]

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.facilitator_key}"}

    def add(self, body: str) -> None:
        url = f"{self.url}/api/cohorts/{self.code}/responses"
        assert httpx.post(url, content=body, headers=self.headers()).status_code == 201

    def summary(self) -> dict[str, object]:
        url = f"{self.url}/api/cohorts/{self.code}/summary/mentor_criteria"
        told: dict[str, object] = httpx.get(url, headers=self.headers()).json()
        return told


@pytest.fixture
def cohort(server: Server) -> Cohort:
    return Cohort(server)


def join(page: Page, code: str, at: str = "", slug: str = "mentor_criteria") -> None:
    """Join by link and open an exercise, as someone who scanned the code would."""
    page.goto(f"{at}/join/{code}")
    expect(page.get_by_role("heading", name="Today's exercises")).to_be_visible()
    page.goto(f"{at}/{slug}")
    title = EXERCISES[slug].content().title
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def open_as_ones_own(page: Page, link: str) -> None:
    """Open a private link, and confirm that the plan is yours."""
    page.goto(link)
    page.get_by_role("button", name="Yes, it's my plan: open it").click()
    expect(page.get_by_text("You opened this plan with a private link.")).to_be_visible()


def pick(page: Page, *qualities: str) -> None:
    """Tap qualities one by one, waiting until the server has placed each."""
    group = page.get_by_role("toolbar", name="Pick your top three")
    for quality in qualities:
        group.get_by_role("button", name=quality, exact=True).click()
        picked = group.locator("button[aria-pressed=true]").count()
        if picked > 1:
            expect(_lines(page)).to_have_count(picked)
        else:
            expect(page.get_by_text("1 of 3 picked")).to_be_visible()
        expect(saved(page)).to_be_visible()
        settled(page)


def go_further(page: Page) -> None:
    """Expand what a page offers beyond its core, if it isn't expanded."""
    part = page.locator("[class*='st-key-further-'] details").first
    expect(part).to_be_visible()
    page.wait_for_timeout(300)  # it opens by itself if it was open before
    if part.get_attribute("open") is None:
        part.locator("summary").first.click()
    expect(part).to_have_attribute("open", "")
    still(part)


def fold_out(page: Page | FrameLocator, title: str) -> Locator:
    """Expand a part of a page by its title, and return it once it has stopped growing."""
    summary = page.locator("summary").filter(has_text=title).first
    part = summary.locator("..")
    summary.click()
    expect(part).to_have_attribute("open", "")
    still(part)
    return part


def still(part: Locator) -> None:
    """Wait until a part of the page neither moves nor grows: a click at what moves goes nowhere."""
    before = None
    while (now := part.bounding_box()) != before or now is None:
        before = now
        part.page.wait_for_timeout(150)


def settled(page: Page) -> None:
    """Wait until the app has finished its run for this page."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")


def saved(page: Page, part: str = "ranking", slug: str = "mentor_criteria") -> Locator:
    """The note that says a part of the page is saved."""
    return page.locator(f".st-key-whereabouts-{slug}-{part} p").filter(
        has_text=re.compile(r"Saved( at \d\d:\d\d)?( · \d+ of \d+)?$")
    )


def order_of(page: Page) -> list[str]:
    """The ranking on a phone, best first."""
    settled(page)
    expect(_lines(page).first).to_be_visible()
    return _lines(page).all_inner_texts()


def in_order(page: Page) -> Locator:
    """The list that the buttons reorder."""
    return page.locator("[class*='st-key-order-']:not([data-retained])")


def _lines(page: Page) -> Locator:
    return in_order(page).locator("li span")


def until(page: Page, says: str) -> None:
    """Wait until this holds on a page; our headers forbid Playwright's own way, which uses eval."""
    for _ in range(300):
        if page.evaluate(says):
            return
        page.wait_for_timeout(100)
    raise TimeoutError(f"never true: {says}")
