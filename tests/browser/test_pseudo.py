"""Longer words aren't cut off anywhere, and right-to-left pages are mirrored."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from data import keys
from exercises import AGENDA
from tests import pseudo
from tests.browser.conftest import PHONE, Cohort, People, go_further, settled
from tests.browser.leading import next_button
from tests.browser.test_wrapping import RUNS_OUT
from tests.http.conftest import sheets
from tests.server import Server

# Anything wider or taller than the box that clips it.
CLIPPED = """() => [...document.querySelectorAll(
        "[data-testid=stMain] :is(button, label, p, h1, h2, h3, a, summary, li)")]
    .filter((one) => one.offsetParent && getComputedStyle(one).overflow !== "visible"
        && !one.closest('[class*="srOnly"], svg')
        && (one.scrollWidth > one.clientWidth + 2 || one.scrollHeight > one.clientHeight + 4))
    .map((one) => one.textContent.slice(0, 60))"""
SIDEWAYS = "document.querySelector('[data-testid=stMain]').scrollWidth > innerWidth + 1"
# What's said in Latin letters, to read or to hear, but for names of languages and files.
LATIN = """() => [...document.body.querySelectorAll("*")]
    .filter((one) => one.checkVisibility()
        && !getComputedStyle(one).fontFamily.includes("Material"))
    .flatMap((one) => [
        ...[...one.attributes].filter(({ name }) => ["alt", "title", "placeholder", "aria-label",
            "aria-valuetext", "aria-description", "aria-roledescription"].includes(name)),
        ...[...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)])
    .map(({ value, data }) => value ?? data)
    .filter((said) => /[A-Za-z]{3}/.test(said)
        && !/webinar|English|Deutsch|Español|Français|^(CSV|XLSX|PARQUET)$/.test(said)
        && !/^[A-Z2-9]{3}-[A-Z2-9]{3}$/.test(said))"""
PATHS = ("/", *(f"/{exercise.slug}" for exercise in AGENDA), "/plan")
LEADING = ("/cohort", "/agenda")
CHARTS = ("/dashboard", "/compare")  # slow to draw


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = pseudo.write(tmp_path_factory.mktemp("pseudo"))
    store = tmp_path_factory.mktemp("store")
    with Server(store, WORKSHOP_CONTENT=str(folder)) as running:
        yield running


def looked_at(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
    whole(page, path)


def whole(page: Page, place: str) -> None:
    """Nothing is cut, and nothing is wider than the page."""
    assert page.evaluate(RUNS_OUT) == [], place
    assert page.evaluate(CLIPPED) == [], place
    assert not page.evaluate(SIDEWAYS), place
    if page.evaluate("document.documentElement.lang") == pseudo.HEBREW:
        assert page.evaluate(LATIN) == [], place


@pytest.mark.parametrize("code", [pseudo.LONGER, pseudo.HEBREW])
@pytest.mark.parametrize(("width", "height"), [(PHONE["width"], PHONE["height"]), (1280, 800)])
def test_nothing_is_cut_and_nothing_runs_out(
    people: People, cohort: Cohort, code: str, width: int, height: int
) -> None:
    page = people.at(width, height, locale=code)
    page.goto(f"/join/{cohort.code}")
    for path in PATHS:
        looked_at(page, path)
    go_further_on_nurture(page)
    cohort.add(sheets(4))
    page.goto(f"/facilitate/{cohort.facilitator_key}")
    wide = width > PHONE["width"]
    charts = CHARTS if wide == (code == pseudo.HEBREW) else ()
    for path in (*LEADING, *charts):
        looked_at(page, f"{path}?code={cohort.code}")


def go_further_on_nurture(page: Page) -> None:
    """The page with the longest words to tap, and a form behind them."""
    page.goto("/nurture")
    go_further(page)
    settled(page)
    whole(page, "/nurture, further")


@pytest.mark.parametrize("code", [pseudo.LONGER, pseudo.HEBREW])
def test_the_stage_is_whole_in_a_small_window(people: People, cohort: Cohort, code: str) -> None:
    cohort.add(sheets(4))
    laptop = people.at(1280, 800, locale=code)
    laptop.goto(f"/facilitate/{cohort.facilitator_key}")
    stage = laptop.context.new_page()
    stage.set_viewport_size({"width": 960, "height": 540})
    stage.goto(f"/stage?code={cohort.code}")
    expect(stage.get_by_text(keys.spoken_code(cohort.code))).to_be_visible()
    for shown in (None, ".cards li", ".js-plotly-plot .main-svg"):
        if shown:
            settled(laptop)
            laptop.wait_for_timeout(2_000)  # two presses need two seconds between them
            next_button(laptop).click()
            expect(stage.locator(shown).first).to_be_visible(timeout=30_000)
        settled(stage)
        whole(stage, f"stage with {shown}")


def test_pages_and_paper_are_mirrored_where_one_reads_from_the_right(
    people: People, cohort: Cohort
) -> None:
    page = people.at(1280, 800, locale=pseudo.HEBREW)
    page.goto(f"/join/{cohort.code}")
    page.goto("/roles")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "he")
    options = page.locator("button[data-variant=segmented_control]")
    expect(options.nth(1)).to_be_visible()
    first, second = (options.nth(n).bounding_box() for n in (0, 1))
    assert first and second
    assert first["x"] > second["x"], "the first choice is on the right"
    corners = options.first.evaluate(
        "(e) => [getComputedStyle(e).borderTopLeftRadius, getComputedStyle(e).borderTopRightRadius]"
    )
    assert corners[0] == "0px" != corners[1], "and so are the round corners of the row"
    arrow = page.get_by_test_id("stPageLink").first.get_by_test_id("stIconMaterial")
    expect(arrow).to_have_css("transform", "matrix(-1, 0, 0, 1, 0, 0)")
    page.goto("/me/plan.html")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
