"""The stage in a real browser: one canvas at every size, readable in a call."""

import json
from random import Random

import pytest
from playwright.sync_api import Page, expect

from data.halves import split
from tests.browser.conftest import EXERCISES, Cohort, People, settled
from tests.browser.leading import bring, press, title, unfold
from tests.browser.test_run import leading
from tests.http.conftest import forms

SIZES = [(1920, 1080), (1280, 720), (960, 540)]
# Every visible text on slides and charts, with its height on screen and where it ends.
TEXTS = """() => [...document.querySelectorAll('.st-key-stage *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => !e.closest('style, script, title'))
    .map(e => {
        const box = e.getBoundingClientRect(), svg = e.closest('svg text');
        const matrix = svg ? svg.getScreenCTM() : null;
        const canvas = document.querySelector('[class*=st-key-canvas-]');
        const scale = svg ? Math.hypot(matrix.a, matrix.b)
            : canvas.getBoundingClientRect().width / canvas.offsetWidth;
        return [e.textContent.trim(), parseFloat(getComputedStyle(e).fontSize) * scale,
                box.left, box.top, box.right, box.bottom];
    })
    .filter(([text, size, left, top, right, bottom]) => text && right > left && bottom > top)"""


def complaints(page: Page) -> list[str]:
    """Whatever is unreadable or cut off on the stage in this window."""
    size = page.viewport_size
    assert size
    least, told = 0.03 * size["height"], []
    for text, height, left, top, right, bottom in page.evaluate(TEXTS):
        if height < 0.98 * least:
            told.append(f"too small ({height:.1f} of {least:.1f}): {text}")
        if left < -1 or top < -1 or right > size["width"] + 1 or bottom > size["height"] + 1:
            told.append(f"cut off: {text}")
    return told


@pytest.fixture
def laptop(people: People, cohort: Cohort) -> Page:
    return leading(people.at_a_laptop(), cohort)


@pytest.fixture
def stage(people: People, cohort: Cohort) -> Page:
    page = people.at(1920, 1080)
    page.goto(f"/facilitate/{cohort.facilitator_key}?to=stage")
    expect(page.get_by_text("Join on your phone")).to_be_visible()
    return page


def at_every_size(stage: Page, state: str) -> list[str]:
    found = []
    for width, height in SIZES:
        stage.set_viewport_size({"width": width, "height": height})
        stage.wait_for_timeout(300)
        found += [f"{state} at {width}: {told}" for told in complaints(stage)]
    return found


def test_the_stage_tells_how_to_join_and_counts_those_who_do(stage: Page, cohort: Cohort) -> None:
    cohort.add(forms(6))
    expect(stage.get_by_text("6 people have joined")).to_be_visible()
    assert at_every_size(stage, "joining") == []
    cohort.add(forms(6).replace("form ", "sheet "))
    expect(stage.get_by_text("12 people have joined")).to_be_visible()


@pytest.mark.parametrize("slug", EXERCISES)
def test_every_step_can_be_read_in_a_call_while_people_answer_and_afterwards(
    stage: Page, laptop: Page, cohort: Cohort, slug: str
) -> None:
    cohort.add(answers_to_all(8))
    bring(laptop, slug)
    expect(stage.get_by_role("heading", name=title(slug), level=1)).to_be_visible()
    settled(stage)
    assert at_every_size(stage, f"{slug} asked") == []
    press(laptop, slug, "Close voting")
    press(laptop, slug, "Show results")
    expect(stage.locator(".js-plotly-plot svg text").first).to_be_visible()
    settled(stage)
    stage.wait_for_timeout(1_200)  # results come in
    assert at_every_size(stage, f"{slug} shown") == []


def test_a_chart_that_is_drawn_in_a_small_window_is_as_wide_as_in_a_large_one(
    people: People, laptop: Page, cohort: Cohort
) -> None:
    stage = people.at(960, 540)
    stage.goto(f"/facilitate/{cohort.facilitator_key}?to=stage")
    expect(stage.get_by_text("Join on your phone")).to_be_visible()
    cohort.add(answers_to_all(8))
    bring(laptop, "roles")
    press(laptop, "roles", "Close voting")
    press(laptop, "roles", "Show results")
    chart = stage.locator(".js-plotly-plot .main-svg").first
    expect(chart).to_be_visible()
    settled(stage)
    stage.wait_for_timeout(1_200)
    box = chart.bounding_box()
    assert box is not None
    assert box["width"] > 0.9 * 960
    assert complaints(stage) == []


def test_breaks_and_the_close_can_be_read_too_in_the_colours_that_the_facilitator_chose(
    stage: Page, laptop: Page
) -> None:
    unfold(laptop, "more")
    laptop.get_by_role("button", name="Break", exact=True).click()
    expect(stage.get_by_text("Back at")).to_be_visible()
    assert at_every_size(stage, "break") == []
    laptop.keyboard.press("Escape")
    settled(laptop)
    unfold(laptop, "stage")
    laptop.get_by_role("radio", name="Dark").click()
    expect(stage.locator(".st-key-canvas-dark")).to_be_visible()


def answers_to_all(people: int) -> str:
    rng = Random(4)
    lines = [
        {"attendee": str(n), "exercise": e.slug, "answer": json.loads(split(e.sample(rng))[0])}
        for n in range(people)
        for e in EXERCISES.values()
    ]
    return "\n".join(map(json.dumps, lines))


def test_the_report_draws_its_charts_under_the_strict_policy(
    people: People, cohort: Cohort
) -> None:
    cohort.add(forms(6))
    page = people.at_a_laptop()
    page.goto(f"/facilitate/{cohort.facilitator_key}")
    page.goto(f"/api/cohorts/{cohort.code}/report.html")
    expect(page.locator("[data-figure] .main-svg").first).to_be_visible()
