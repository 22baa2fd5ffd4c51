"""The stage in a real browser: large enough for the last row, and following by itself."""

import json
import re
from random import Random

import pytest
from playwright.sync_api import Page, expect

from data.halves import split
from tests.browser.conftest import EXERCISES, Cohort, People, settled
from tests.browser.test_run import steered
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


TEXTS_OF_CHARTS = """() => [...document.querySelectorAll('.js-plotly-plot svg text')]
    .filter(e => e.textContent.trim())
    .map(e => {
        const on_screen = e.getScreenCTM();
        return parseFloat(getComputedStyle(e).fontSize) * Math.hypot(on_screen.a, on_screen.b);
    })"""


def cue(cohort: Cohort, laptop: Page, slug: str) -> None:
    """Bring the room to a step and show its figures."""
    laptop.get_by_role("radio", name=re.compile(EXERCISES[slug].content().step)).click()
    expect(steered(laptop, EXERCISES[slug].content().title)).to_be_visible()
    for name in ("Bring everyone here", "Show results"):
        settled(laptop)
        laptop.locator(".st-key-run-controls").get_by_role("button", name=name).click()
    expect(laptop.get_by_role("button", name="Take a break", exact=True)).to_be_visible()


@pytest.mark.parametrize(("width", "height", "letters"), [(1920, 1080, 80), (1280, 720, 50)])
def test_a_question_fills_the_stage_while_people_answer(
    people: People, cohort: Cohort, width: int, height: int, letters: int
) -> None:
    laptop, stage = people.at_a_laptop(), people.at(width, height)
    for screen in (laptop, stage):
        screen.goto(f"/facilitate/{cohort.facilitator_key}")
    stage.goto("/stage")
    laptop.get_by_role("button", name="Bring everyone here").click()
    title = stage.get_by_role("heading", name=EXERCISES["roles"].content().title, level=1)
    expect(title).to_be_visible(timeout=6_000)
    settled(stage)
    assert title.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= letters
    code = stage.get_by_role("img", name="QR code for the join link").bounding_box()
    assert code is not None
    assert code["height"] >= height / 2
    main = stage.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollHeight <= e.clientHeight")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_fits_on_stage_in_letters_for_the_last_row_and_the_stage_follows(
    people: People, cohort: Cohort, scheme: str
) -> None:
    cohort.add(answers_to_all(8))
    laptop, stage = people.at_a_laptop(), people.at(1920, 1080, color_scheme=scheme)
    for screen in (laptop, stage):
        screen.goto(f"/facilitate/{cohort.facilitator_key}")
    stage.goto("/stage")
    expect(laptop.get_by_role("heading", name="Run the session")).to_be_visible()
    for slug, exercise in EXERCISES.items():
        cue(cohort, laptop, slug)
        title = stage.get_by_role("heading", name=exercise.content().title, level=1)
        expect(title).to_be_visible(timeout=6_000)
        expect(stage.locator(".js-plotly-plot svg text").first).to_be_visible()
        settled(stage)
        sizes = stage.evaluate(TEXTS_OF_CHARTS)
        assert min(sizes) >= 24, slug
        main = stage.get_by_test_id("stMain")
        assert main.evaluate("e => e.scrollHeight <= e.clientHeight"), f"{slug} scrolls"
    laptop.locator(".st-key-run-controls").get_by_role("button", name="Hide results").click()
    expect(stage.locator(".js-plotly-plot")).to_have_count(0, timeout=6_000)
    laptop.get_by_role("button", name="Take a break", exact=True).click()
    expect(stage.get_by_text("8 people have joined")).to_be_visible(timeout=6_000)


def test_a_picture_is_all_in_view_on_a_laptop_that_is_shared(
    people: People, cohort: Cohort
) -> None:
    cohort.add(answers_to_all(8))
    laptop, stage = people.at_a_laptop(), people.at(1280, 800)
    for screen in (laptop, stage):
        screen.goto(f"/facilitate/{cohort.facilitator_key}")
    stage.goto("/stage")
    cue(cohort, laptop, "self_assessment")  # the one with the most rows
    expect(stage.locator(".js-plotly-plot svg text").first).to_be_visible(timeout=6_000)
    settled(stage)
    main = stage.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth"), "scrolls sideways"
    ends = stage.locator(".js-plotly-plot svg text").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(r => [r.right, r.bottom])"
    )
    assert all(right <= 1280 and bottom <= 800 for right, bottom in ends)


def answers_to_all(people: int) -> str:
    rng = Random(4)
    lines = [
        {"attendee": str(n), "exercise": e.slug, "answer": json.loads(split(e.sample(rng))[0])}
        for n in range(people)
        for e in EXERCISES.values()
    ]
    return "\n".join(map(json.dumps, lines))
