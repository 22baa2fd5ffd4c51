"""On the narrowest phone with text twice as large, nothing that one taps or reads is cut off."""

from playwright.sync_api import Page, expect

from exercises import AGENDA
from tests.browser.conftest import Cohort, People, go_further, join, settled

NARROWEST = 320
# What sticks out of the page, and what is wider than the place that shows it; the icons are fonts.
CUT = """(main) => {
    const told = [];
    const page = main.getBoundingClientRect();
    const shown = "button, input, textarea, a, label, h1, h2, h3, p, li, summary";
    for (const e of main.querySelectorAll(shown)) {
        const at = e.getBoundingClientRect();
        if (!e.checkVisibility() || !at.width || at.width <= 1) continue;
        if (getComputedStyle(e).position === "absolute") continue;
        const words = `${e.tagName} ${(e.ariaLabel ?? e.innerText ?? "").slice(0, 40)}`;
        if (at.left < page.left - 1 || at.right > page.right + 1) told.push(`sticks out: ${words}`);
        const clips = getComputedStyle(e).overflowX !== "visible" && e.tagName !== "INPUT";
        if (clips && e.scrollWidth > e.clientWidth + 1) told.push(`is cut off: ${words}`);
    }
    if (main.scrollWidth > main.clientWidth) told.push("the page scrolls sideways");
    return told;
}"""


def test_with_text_of_200_percent_at_320_pixels_nothing_is_cut_off(
    people: People, cohort: Cohort
) -> None:
    page = people.at(NARROWEST, 640, has_touch=True, is_mobile=True)
    join(page, cohort.code, slug=AGENDA[0].slug)
    found = {exercise.slug: cut_on(page, exercise.slug) for exercise in AGENDA}
    assert {slug: cut for slug, cut in found.items() if cut} == {}


def cut_on(page: Page, slug: str) -> list[str]:
    page.goto(f"/{slug}")
    expect(page.get_by_text("Your answers are saved as you go")).to_be_visible()
    settled(page)
    if page.locator("[class*='st-key-further-'] details").count():
        go_further(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.wait_for_timeout(500)  # fields grow with their texts
    told: list[str] = page.get_by_test_id("stMain").evaluate(CUT)
    return told
