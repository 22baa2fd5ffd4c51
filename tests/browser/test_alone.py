"""Learning alone in a real browser: begin without a code, change the language, continue by link."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Cohort, People, fold_out, open_as_ones_own, pick, settled


def begin(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Start on my own").click()
    # The offer has nearly the same words, and stays until the next page is drawn.
    expect(page.get_by_text("On your own, at your own pace", exact=True)).to_be_visible()


def rank(page: Page) -> None:
    page.goto("/mentor_criteria")
    expect(page.get_by_text("How others answered")).to_be_visible()
    pick(page, "Commitment", "Connection", "Availability")


def test_alone_one_begins_without_a_code_and_goes_on_elsewhere_by_link(people: People) -> None:
    page = people.on_a_phone()
    begin(page)
    rank(page)
    page.goto("/")
    fold_out(page, "My private link")
    link = page.get_by_role("textbox", name="My private link").input_value()
    elsewhere = people.at_a_laptop()
    open_as_ones_own(elsewhere, link)
    expect(elsewhere.get_by_text("On your own, at your own pace")).to_be_visible()
    expect(elsewhere.get_by_text("1 of ")).to_be_visible()


def test_what_one_has_comes_along_into_a_room(people: People, cohort: Cohort) -> None:
    page = people.on_a_phone()
    begin(page)
    rank(page)
    page.goto(f"/join/{cohort.code}")
    page.get_by_role("button", name="Bring them here").click()
    expect(page.get_by_text("Your answers are here.")).to_be_visible()
    page.get_by_role("button", name="Continue on my own").click()
    expect(page.get_by_text("On your own, at your own pace")).to_be_visible()


def test_a_german_browser_is_spoken_to_in_german_until_its_owner_chooses(people: People) -> None:
    page = people.at(390, 844, locale="de-DE")
    page.goto("/")
    expect(page.get_by_label("Raumcode")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_label("Room code")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.get_by_label("Room code")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_alone_and_in_german(people: People, scheme: str) -> None:
    page = people.at(390, 844, color_scheme=scheme, bypass_csp=True, locale="de-DE")
    page.goto("/start")
    expect(page.get_by_text("Allein, in deinem Tempo")).to_be_visible()
    for path in ("/", "/mentor_criteria"):
        page.goto(path)
        expect(page.get_by_text("Allein, in deinem Tempo")).to_be_visible()
        settled(page)
        page.wait_for_timeout(500)  # colours fade in
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
