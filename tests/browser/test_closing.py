"""The closing page in a browser: its second screen of ratings starts at the top."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from exercises.closing.answer import ITEMS
from tests.browser.conftest import Cohort, People, join, settled


def rate(page: Page, screen: str, rating: int) -> None:
    for item in ITEMS:
        group = page.locator(f"[class*='st-key-{screen}-{item}-']")
        group.get_by_text(str(rating), exact=True).click()
        expect(group.get_by_role("radio", checked=True)).to_have_text(str(rating))
        settled(page)


def test_before_today_begins_at_its_first_statement_and_is_there_after_a_reload(
    people: People, cohort: Cohort
) -> None:
    page = people.on_a_phone()
    join(page, cohort.code, slug="closing")
    rate(page, "now", 4)
    page.get_by_role("button", name="Next: rate how it was before today").click()
    heading = page.get_by_role("heading", name="Before today")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    expect(page.get_by_text("I can say in one sentence")).to_be_in_viewport()
    rate(page, "before", 2)
    page.reload()
    expect(heading).to_be_visible()
    expect(heading).not_to_be_focused()
    expect(page.get_by_role("radio", checked=True)).to_have_text(["2"] * len(ITEMS))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_once_it_is_filled_in(
    people: People, cohort: Cohort, scheme: str
) -> None:
    page = people.at(360, 740, color_scheme=scheme, bypass_csp=True)
    join(page, cohort.code, slug="closing")
    rate(page, "now", 4)
    page.get_by_role("button", name="Next: rate how it was before today").click()
    expect(page.get_by_role("heading", name="Before today")).to_be_visible()
    settled(page)
    page.wait_for_timeout(500)  # colours fade in
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
