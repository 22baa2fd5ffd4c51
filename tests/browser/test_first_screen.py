"""The first question is on a phone's first screen, and the core on the first two."""

from typing import Any

import pytest
from playwright.sync_api import FloatRect, Locator, Page, ViewportSize, expect

from exercises import AGENDA, Exercise
from tests.browser.conftest import PHONE, Cohort, People, join, settled

NARROWEST = 320
ON_ITS_SIDE: ViewportSize = {"width": PHONE["height"], "height": PHONE["width"]}

# Every kind of input, and what to tap or type into in each.
INPUT = ", ".join(
    f"[data-testid=stMain] [data-testid={kind}]:visible"
    for kind in ("stButtonGroup", "stTextInput", "stTextArea", "stSelectbox", "stDateInput")
)
SCREENS = 2
WORDS_A_MINUTE = 200
# Where the core ends, in pixels from the top of the page, and the words up to there.
CORE = """(main) => {
    const folded = main.querySelector("[class*='st-key-further-']");
    const told = [...main.querySelectorAll("[data-testid=stCaptionContainer]")];
    const end = folded ?? told.find((e) => e.innerText.includes("saved as you go"));
    const range = document.createRange();
    range.setStartBefore(main.querySelector(".st-key-head"));
    range.setEndBefore(end);
    const words = range.toString().match(/[\\p{L}\\p{N}]+/gu).length;
    return { end: end.getBoundingClientRect().top + main.scrollTop, words };
}"""
# An iPhone zooms in on a field with smaller text, and doesn't zoom out again.
SMALL = """(main) => [...main.querySelectorAll("textarea, input:not([type=date])")]
    .filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16)
    .map((field) => field.ariaLabel)"""
TAPPED = "button:not([aria-label^=Help]), input, textarea"


def box(place: Locator) -> FloatRect:
    found = place.bounding_box()
    assert found is not None
    return found


def first_input(page: Page) -> Locator:
    expect(page.get_by_text("Your answers are saved as you go")).to_be_visible()
    settled(page)
    first = page.locator(INPUT).first
    expect(first).to_be_visible()
    return first


def is_on_screen(page: Page, place: Locator) -> bool:
    assert page.viewport_size is not None
    for _ in range(20):  # a newly drawn page may still shift
        at = box(place)
        if at["y"] >= 0 and at["y"] + at["height"] <= page.viewport_size["height"]:
            return True
        page.wait_for_timeout(100)
    return False


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_the_first_input_is_on_the_first_screen(
    people: People, cohort: Cohort, exercise: Exercise
) -> None:
    page = people.on_a_phone()
    join(page, cohort.code, slug=exercise.slug)
    first = first_input(page)
    assert is_on_screen(page, first), box(first)
    measured: dict[str, Any] = page.get_by_test_id("stMain").evaluate(CORE)
    minutes = exercise.content().minutes
    print(f"{exercise.slug}: {measured}, first input at {box(first)['y']:.0f} px, {minutes} min")
    assert measured["end"] <= SCREENS * PHONE["height"], "the core is on the first two screens"
    assert measured["words"] <= WORDS_A_MINUTE * minutes / 2, "reading takes half of the minutes"
    main = page.get_by_test_id("stMain")
    assert main.evaluate(SMALL) == [], "its text is too small"
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth"), "it scrolls sideways"
    page.set_viewport_size(ON_ITS_SIDE)
    tapped = first_input(page).locator(TAPPED).first
    assert is_on_screen(page, tapped), box(tapped)
