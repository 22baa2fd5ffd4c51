"""The stage in a real browser: one canvas at every size, readable in a call."""

import json
import re
from random import Random

import pytest
from playwright.sync_api import Locator, Page, expect

from data.halves import split
from tests.browser.conftest import EXERCISES, Cohort, People, settled
from tests.browser.leading import bring, go_on, title, unfold
from tests.browser.test_run import leading
from tests.http.conftest import forms

SIZES = [(1920, 1080), (1280, 720), (960, 540)]
# Every text that is seen, of slides, timers and charts: height on the screen, where it ends, and
# how it stands out from its ground. Letters in charts stand on bars, which are no ground to CSS.
TEXTS = """() => {
const elements = (root) => [...root.querySelectorAll('*')].flatMap(
    e => e.shadowRoot ? [e, ...elements(e.shadowRoot)] : [e]);
const light = (rgb) => rgb.match(/[\\d.]+/g).slice(0, 3).map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
const ground = (e) => {
    const own = getComputedStyle(e).backgroundColor;
    return /, 0\\)$/.test(own) ? ground(e.parentElement ?? e.getRootNode().host) : own;
};
const contrast = (e) => {
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
};
return elements(document.querySelector('.st-key-stage'))
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => !e.closest('style, script, title'))
    .map(e => {
        const box = e.getBoundingClientRect(), svg = e.closest('svg text');
        const matrix = svg ? svg.getScreenCTM() : null;
        const canvas = document.querySelector('[class*=st-key-canvas-]');
        const scale = svg ? Math.hypot(matrix.a, matrix.b)
            : canvas.getBoundingClientRect().width / canvas.offsetWidth;
        return [e.textContent.trim(), parseFloat(getComputedStyle(e).fontSize) * scale,
                box.left, box.top, box.right, box.bottom, svg ? 21 : contrast(e)];
    })
    .filter(([text, size, left, top, right, bottom]) => text && right > left && bottom > top);
}"""


def complaints(page: Page) -> list[str]:
    """Whatever is unreadable or cut off on the stage in this window."""
    size = page.viewport_size
    assert size
    least, told = 0.03 * size["height"], []
    for text, height, left, top, right, bottom, contrast in page.evaluate(TEXTS):
        if contrast < 4.5:
            told.append(f"too pale ({contrast:.1f}): {text}")
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
    go_on(laptop, "Close voting and show results")
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
    go_on(laptop, "Close voting and show results")
    chart = stage.locator(".js-plotly-plot .main-svg").first
    expect(chart).to_be_visible()
    settled(stage)
    stage.wait_for_timeout(1_200)
    box = chart.bounding_box()
    assert box is not None
    assert box["width"] > 0.9 * 960
    assert complaints(stage) == []


def test_breaks_timers_and_the_close_can_be_read_too_in_either_colours(
    stage: Page, laptop: Page, cohort: Cohort
) -> None:
    take_a_break(laptop)
    expect(stage.get_by_text("Back at")).to_be_visible()
    expect(stage.get_by_text(re.compile(r"^[45]:\d\d$"))).to_be_visible()
    assert at_every_size(stage, "break") == []
    put_on_dark(laptop)
    expect(stage.locator(".st-key-canvas-dark")).to_be_visible()
    assert at_every_size(stage, "break in the dark") == []
    bring(laptop, "closing")
    unfold(laptop, "timer")
    laptop.get_by_role("button", name="Start the timer").click()
    expect(stage.get_by_text("Time left")).to_be_visible()
    assert at_every_size(stage, "a timer in the dark") == []
    laptop.keyboard.press("Escape")
    go_on(laptop, "Close voting and show results")
    go_on(laptop, "Finish: thank everyone")
    for state in ("Thank you!", "This room is closed."):
        expect(stage.get_by_text(state)).to_be_visible()
        assert at_every_size(stage, state) == []
        assert lines_of(stage.get_by_role("heading", level=1)) == 1
        if state == "Thank you!":
            laptop.get_by_role("button", name="Close the room").click()
            laptop.get_by_role("button", name="Yes, close the room").click()


def test_two_votes_and_who_moved_can_be_read(stage: Page, laptop: Page, cohort: Cohort) -> None:
    cohort.add(answers_to_all(8))
    bring(laptop, "roles")
    go_on(laptop, "Close voting and show results")
    go_on(laptop, "Vote again")
    cohort.add(answers_to_all(8, seed=9))
    go_on(laptop, "Show both votes")
    for key, picture in {
        "both": "Both votes",
        "moves-flow": "Who moved, overall",
        "moves-moves": "Who moved, by situation",
    }.items():
        unfold(laptop, "stage")
        laptop.get_by_text(picture, exact=True).click()
        laptop.keyboard.press("Escape")
        settled(laptop)
        results = stage.locator(f".st-key-results-roles-{key}")
        expect(results.locator(".js-plotly-plot svg text").first).to_be_visible()
        settled(stage)
        stage.wait_for_timeout(1_200)
        assert at_every_size(stage, picture) == []


def test_nothing_fades_on_stage_while_it_is_drawn_anew(stage: Page, cohort: Cohort) -> None:
    element = ".st-key-stage [data-testid=stElementContainer]"
    faded = """(element) => [...document.querySelectorAll(element)]
        .map(e => { e.setAttribute('data-stale', 'true'); return getComputedStyle(e); })
        .filter(style => style.opacity !== '1' || style.transitionDuration !== '0s').length"""
    cohort.add(forms(6))
    expect(stage.get_by_text("6 people have joined")).to_be_visible()
    assert stage.locator(element).count() > 0
    assert stage.evaluate(faded, element) == 0


def take_a_break(laptop: Page) -> None:
    unfold(laptop, "more")
    laptop.get_by_role("button", name="Break", exact=True).click()
    expect(laptop.get_by_text("You're on a break")).to_be_visible()
    laptop.keyboard.press("Escape")
    settled(laptop)


def put_on_dark(laptop: Page) -> None:
    unfold(laptop, "stage")
    laptop.get_by_role("radio", name="Dark").click()
    settled(laptop)
    laptop.keyboard.press("Escape")


def lines_of(heading: Locator) -> int:
    """How many lines a heading takes."""
    lines = "e => Math.round(e.offsetHeight / parseFloat(getComputedStyle(e).lineHeight))"
    return int(heading.evaluate(lines))


def answers_to_all(people: int, seed: int = 4) -> str:
    rng = Random(seed)
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
