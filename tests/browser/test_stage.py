"""The stage in a real browser: large enough for the last row, and following by itself."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Cohort, People, settled
from tests.http.conftest import forms


def smaller_than_24_pixels(page: Page) -> list[str]:
    """The texts on the page that the last row could not read."""
    small: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
            .filter(e => e.getBoundingClientRect().height > 0)
            .filter(e => parseFloat(getComputedStyle(e).fontSize) < 24)
            .map(e => e.textContent)"""
    )
    return small


def test_nothing_on_stage_is_smaller_than_24_pixels_and_the_count_follows(
    people: People, cohort: Cohort
) -> None:
    cohort.add(forms(6))
    page = people.at(1920, 1080)
    page.goto(f"/facilitate/{cohort.facilitator_key}")
    page.goto("/stage")
    expect(page.get_by_text("6 people have joined")).to_be_visible()
    settled(page)
    for _ in range(20):  # the page's look arrives with its last words, and fonts after it
        if not smaller_than_24_pixels(page):
            break
        page.wait_for_timeout(250)
    assert smaller_than_24_pixels(page) == []
    cohort.add(forms(6).replace("form ", "sheet "))
    expect(page.get_by_text("12 people have joined")).to_be_visible()


def test_the_report_draws_its_charts_under_the_strict_policy(
    people: People, cohort: Cohort
) -> None:
    cohort.add(forms(6))
    page = people.at_a_laptop()
    page.goto(f"/facilitate/{cohort.facilitator_key}")
    page.goto(f"/api/cohorts/{cohort.code}/report.html")
    expect(page.locator("[data-figure] .main-svg").first).to_be_visible()
