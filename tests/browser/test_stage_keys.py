"""A clicker and the keys on the stage window, and a key that is what it types on any layout."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import EXERCISES, Cohort, People, settled
from tests.browser.test_keys import leading
from tests.browser.test_run import steered


def title(slug: str) -> str:
    return EXERCISES[slug].content().title


@pytest.fixture
def stage(people: People, cohort: Cohort) -> Page:
    page = people.at_a_laptop()
    page.goto(f"/facilitate/{cohort.facilitator_key}?to=stage")
    expect(page.get_by_text("Join on your phone")).to_be_visible()
    listening(page)
    return page


def listening(page: Page) -> None:
    """Wait until the script has come that listens to the keys; nothing shows that."""
    settled(page)
    page.wait_for_timeout(2500)


def press(page: Page, key: str) -> None:
    page.keyboard.press(key)
    page.wait_for_timeout(300)
    settled(page)


def test_a_clicker_chooses_steps_on_the_run_page(people: People, cohort: Cohort) -> None:
    page = leading(people, cohort)
    listening(page)
    press(page, "PageDown")
    expect(steered(page, title("goals"))).to_be_visible()
    press(page, "PageDown")
    expect(steered(page, title("self_assessment"))).to_be_visible()
    press(page, "PageUp")
    expect(steered(page, title("goals"))).to_be_visible()


def test_a_clicker_and_the_keys_lead_the_room_from_the_stage(stage: Page, cohort: Cohort) -> None:
    press(stage, "PageDown")
    chosen = stage.locator(".st-key-stage-chosen")
    expect(chosen).to_contain_text(title("goals"))
    expect(stage.get_by_text("Join on your phone")).to_be_visible()
    press(stage, "Enter")
    expect(stage.get_by_role("heading", name=title("goals"), level=1)).to_be_visible()
    expect(chosen).to_have_count(0)
    press(stage, "ArrowRight")
    expect(chosen).to_contain_text(title("self_assessment"))
    press(stage, "PageUp")
    expect(chosen).to_have_count(0)
    press(stage, "r")
    expect(stage.get_by_text("appear once 3 people")).to_be_visible()
    press(stage, "r")
    expect(stage.get_by_text("appear once 3 people")).to_have_count(0)


# What the browser tells of a key on another layout, with Shift, and while a letter is being made.
PRESS = """(how) => document.body.dispatchEvent(
    new KeyboardEvent("keydown", { bubbles: true, composed: true, cancelable: true, ...how }))"""
NOT_OURS = [
    {"code": "KeyR", "key": "p"},
    {"code": "KeyR", "key": "R", "shiftKey": True},
    {"code": "KeyR", "key": "r", "isComposing": True},
    {"code": "KeyR", "key": "Process", "keyCode": 229},
    {"code": "Enter", "key": "Enter", "isComposing": True},
    {"code": "Enter", "key": "Enter", "shiftKey": True},
    {"code": "Space", "key": " ", "shiftKey": True},
    {"code": "PageDown", "key": "PageDown", "shiftKey": True},
]


def test_a_key_is_what_it_types_and_nothing_with_shift_or_while_composing(
    people: People, cohort: Cohort
) -> None:
    page = leading(people, cohort)
    listening(page)
    for how in NOT_OURS:
        page.evaluate(PRESS, how)
    page.wait_for_timeout(500)
    settled(page)
    expect(steered(page, title("roles"))).to_be_visible()
    expect(page.get_by_role("button", name="Bring everyone here")).to_be_visible()
    controls = page.locator(".st-key-run-controls")
    expect(controls.get_by_role("button", name="Show results")).to_be_visible()
    page.evaluate(PRESS, {"code": "KeyP", "key": "r"})
    expect(controls.get_by_role("button", name="Hide results")).to_be_visible()
