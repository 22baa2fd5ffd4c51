"""The report on paper: a few pages with nothing split, cut off or drawn outside them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Cohort, People
from tests.browser.leading import press
from tests.http.conftest import sheets
from tests.server import Server


@pytest.fixture
def reported(server: Server, people: People) -> Page:
    """The report of a room where people answered everything and voted twice."""
    cohort = Cohort(server, min_group=5, title="Climbing Together, spring session")
    cohort.add(sheets(40))
    page = people.at_a_laptop()
    page.goto(f"/facilitate/{cohort.facilitator_key}")
    for slug in ("roles", "myths"):
        press(page, slug, "Vote again")
    cohort.add(sheets(30, seed=2))
    page.goto(f"/api/cohorts/{cohort.code}/report.html")
    expect(page.locator("[data-figure] .main-svg").last).to_be_visible()
    return page


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_report_is_a_few_pages_long(reported: Page, paper: str) -> None:
    printed = reported.pdf(format=paper)
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 8


def test_a_chart_stays_within_its_half_of_the_page(reported: Page) -> None:
    assert reported.locator("[data-figure] .main-svg").count() >= 17
    assert reported.evaluate(BESIDE) == []
    reported.set_viewport_size({"width": 390, "height": 844})
    reported.wait_for_function("document.documentElement.scrollWidth <= 390")
    assert reported.evaluate(BESIDE) == []


# Chart texts that overflow the chart's column by more than a letter.
BESIDE = """() => [...document.querySelectorAll("[data-figure] text")].filter((text) => {
    const box = text.getBoundingClientRect();
    const column = text.closest("[data-figure]").getBoundingClientRect();
    return box.right > column.right + 8 || box.left < column.left - 8;
}).map((text) => text.textContent)"""
