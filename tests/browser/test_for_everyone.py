"""Accessible to everyone: no barrier axe knows of, no sideways scroll, nothing from other hosts."""

from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from exercises import AGENDA, Exercise
from tests.browser.conftest import Cohort, People, go_further, join, pick, settled
from tests.browser.leading import press
from tests.http.conftest import forms
from tests.server import HOST_KEY

Visit = Callable[[Page, Cohort], None]
Scheme = Literal["light", "dark"]


def front_door(page: Page, _: Cohort) -> None:
    page.goto("/")
    expect(page.get_by_label("Room code")).to_be_visible()


def home(page: Page, cohort: Cohort) -> None:
    page.goto(f"/join/{cohort.code}")
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def exercise(page: Page, cohort: Cohort) -> None:
    join(page, cohort.code)
    pick(page, "Commitment", "Connection", "Availability")
    go_further(page)
    page.get_by_role("button", name="Add a person").click()
    expect(page.get_by_role("textbox", name="Name or nickname")).to_be_visible()


def revealed(page: Page, cohort: Cohort) -> None:
    cohort.add(forms(6))
    laptop = page.context.browser.new_page()  # type: ignore[union-attr]
    laptop.goto(f"{cohort.url}/facilitate/{cohort.facilitator_key}")
    press(laptop, "mentor_criteria", "Show results")
    laptop.close()
    exercise(page, cohort)
    expect(page.locator(".js-plotly-plot").first).to_be_visible()


def host(page: Page, _: Cohort) -> None:
    page.goto(f"/host/{HOST_KEY}")
    page.get_by_label("Title").fill("Spring webinar")
    page.get_by_role("button", name="Open the room").click()
    expect(page.get_by_text("Your room is open")).to_be_visible()


def dashboard(page: Page, cohort: Cohort) -> None:
    cohort.add(forms(20))
    page.goto(f"/facilitate/{cohort.facilitator_key}")
    page.goto(f"/dashboard?code={cohort.code}")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()


def stage(page: Page, cohort: Cohort) -> None:
    page.goto(f"/facilitate/{cohort.facilitator_key}")
    page.goto("/stage")
    expect(page.get_by_text("0 people have joined")).to_be_visible()


def compare(page: Page, cohort: Cohort) -> None:
    cohort.add(forms(6))
    page.goto(f"/facilitate/{cohort.facilitator_key}")
    page.goto("/compare")
    expect(page.get_by_role("heading", name="Compare", level=1)).to_be_visible()


def plan(page: Page, cohort: Cohort) -> None:
    join(page, cohort.code)
    pick(page, "Commitment", "Availability")
    page.goto("/plan")
    expect(page.get_by_text("1. Commitment")).to_be_visible()


def opened(exercise_: Exercise) -> Visit:
    """An exercise as people first see it, from its heading down."""

    def visit(page: Page, cohort: Cohort) -> None:
        page.goto(f"/join/{cohort.code}")
        expect(page.get_by_text("You're in:")).to_be_visible()
        page.goto(f"/{exercise_.slug}")
        expect(page.get_by_text("Answer first, then you can compare")).to_be_visible()

    visit.__name__ = exercise_.slug
    return visit


EVERY_PAGE = (
    *(
        front_door,
        home,
        exercise,
        revealed,
        plan,
        host,
        dashboard,
        stage,
        compare,
    ),
    *map(opened, AGENDA),
)


GROUNDS: dict[Scheme, str] = {"light": "rgb(255, 253, 249)", "dark": "rgb(21, 32, 31)"}


@pytest.mark.parametrize("visit", EVERY_PAGE, ids=lambda v: v.__name__)
def test_axe_finds_no_barrier_by_day_and_by_night(
    people: People, cohort: Cohort, visit: Visit
) -> None:
    page = people.at(390, 844, color_scheme="light", bypass_csp=True)
    visit(page, cohort)
    for scheme, ground in GROUNDS.items():
        page.emulate_media(color_scheme=scheme)
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", ground)
        settled(page)
        page.wait_for_timeout(500)  # colours fade in
        found = Axe().run(page)
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"


@pytest.mark.parametrize("visit", EVERY_PAGE, ids=lambda v: v.__name__)
def test_nothing_scrolls_sideways_on_the_narrowest_phone(
    people: People, cohort: Cohort, visit: Visit
) -> None:
    page = people.at(360, 740, has_touch=True, is_mobile=True)
    visit(page, cohort)
    settled(page)
    too_wide = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
            .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
            .filter(e => !e.closest('table, .js-plotly-plot, [role=toolbar], svg'))
            .map(e => e.tagName + '.' + (e.dataset.testid || e.className)).slice(0, 5)"""
    )
    assert too_wide == []
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")


@pytest.mark.parametrize("visit", [front_door, home, exercise, host], ids=lambda v: v.__name__)
def test_lines_stay_short_enough_to_read_on_a_laptop(
    people: People, cohort: Cohort, visit: Visit
) -> None:
    page = people.at_a_laptop()
    visit(page, cohort)
    column = page.get_by_test_id("stMainBlockContainer").bounding_box()
    assert column is not None
    assert column["width"] <= 860


@pytest.mark.parametrize("visit", [home, exercise], ids=lambda v: v.__name__)
def test_nothing_to_tap_is_smaller_than_a_thumb(
    people: People, cohort: Cohort, visit: Visit
) -> None:
    page = people.on_a_phone()
    visit(page, cohort)
    settled(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stMain"] button')]
            .filter(e => !(e.getAttribute('aria-label') || '').startsWith('Help'))
            .map(e => [e.innerText, e.getBoundingClientRect().height])
            .filter(([, height]) => height > 0 && height < 44)"""
    )
    assert small == []


def test_what_a_host_typed_is_shown_as_text(
    chromium: Browser, people: People, cohort: Cohort
) -> None:
    page = people.at_a_laptop()
    page.goto(f"/host/{HOST_KEY}")
    hostile = "![x](http://evil.example/p.png) <b>bold</b> [a](http://evil.example) $x$ :red[y]"
    page.get_by_label("Title").fill(hostile)
    page.get_by_role("button", name="Open the room").click()
    expect(page.get_by_text(hostile, exact=True)).to_be_visible()
    assert page.locator("a[href*=evil], img[src*=evil]").count() == 0
