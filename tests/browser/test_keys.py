"""Keyboard control of the run page and the stage, by hand and by clicker."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Cohort, People, settled, until
from tests.browser.leading import next_button, title
from tests.browser.test_run import leading
from tests.http.conftest import sheets


def press(page: Page, key: str) -> None:
    """Press a key once the page listens, at a human pace: two within two seconds are one."""
    settled(page)
    until(page, "window.workshopHears")
    page.wait_for_timeout(2_000)
    page.keyboard.press(key)


@pytest.mark.parametrize("on", [" ", "Enter", "ArrowRight", "PageDown"])
def test_every_key_that_goes_on_presses_the_next_button(
    people: People, cohort: Cohort, on: str
) -> None:
    page = leading(people.at_a_laptop(), cohort)
    press(page, on)
    expect(next_button(page)).to_have_text("Close voting and show results")


def test_a_clicker_walks_the_stage_on_and_back(people: People, cohort: Cohort) -> None:
    cohort.add(sheets(4))
    stage = people.at_a_laptop()
    stage.goto(f"/facilitate/{cohort.facilitator_key}?to=stage")
    chart = stage.locator(".js-plotly-plot .main-svg").first
    expect(stage.get_by_text("Join on your phone")).to_be_visible()
    press(stage, "PageDown")
    expect(stage.get_by_role("heading", name=title("roles"))).to_be_visible()
    press(stage, "PageDown")
    expect(chart).to_be_visible()
    press(stage, "PageUp")
    expect(chart).to_have_count(0)


def test_keys_go_on_working_after_a_button_was_clicked(people: People, cohort: Cohort) -> None:
    page = leading(people.at_a_laptop(), cohort)
    next_button(page).click()
    expect(next_button(page)).to_have_text("Close voting and show results")
    press(page, "PageDown")
    expect(next_button(page)).to_have_text("Show the answers")
    press(page, "ArrowLeft")
    expect(next_button(page)).to_have_text("Show results")
    expect(page.get_by_text("voting closed with too few answers")).to_be_visible()


def test_space_on_a_button_that_has_the_focus_presses_that_button_only(
    people: People, cohort: Cohort
) -> None:
    page = leading(people.at_a_laptop(), cohort)
    next_button(page).focus()
    page.keyboard.press(" ")
    expect(next_button(page)).to_have_text("Close voting and show results")
    settled(page)
    page.locator(".st-key-timer-popover").get_by_role("button").focus()
    press(page, " ")
    expect(page.get_by_role("button", name="Start the timer")).to_be_visible()
    expect(next_button(page)).to_have_text("Close voting and show results")


def test_after_a_click_no_key_frames_anything_and_tab_shows_where_one_is(
    people: People, cohort: Cohort
) -> None:
    page = leading(people.at_a_laptop(), cohort)
    until(page, "window.workshopHears")
    framed, heading = page.locator(":focus-visible"), page.get_by_role("heading", level=1)
    page.locator(".st-key-timer-popover").get_by_role("button").click()
    expect(page.get_by_role("button", name="Start the timer")).to_be_visible()
    for what in (heading, page.locator(".st-key-guide p").first, heading):
        what.click()
        page.wait_for_timeout(500)  # the popover is closing
        page.keyboard.press("Shift")
        expect(framed).to_have_count(0)
    page.keyboard.press("Tab")
    expect(framed).to_have_count(1)


def test_typing_stays_typing(people: People, cohort: Cohort) -> None:
    page = leading(people.at_a_laptop(), cohort)
    page.locator(".st-key-timer-popover").get_by_role("button").click()
    minutes = page.get_by_role("spinbutton", name="Minutes")
    minutes.fill("12")
    for key in ("ArrowLeft", "r", " ", "Enter", "PageDown"):
        minutes.press(key)
    settled(page)
    expect(next_button(page)).to_contain_text("Bring everyone here")


# What the browser reports of a key with Shift, and while a character is being composed.
PRESS = """(how) => document.body.dispatchEvent(
    new KeyboardEvent("keydown", { bubbles: true, composed: true, cancelable: true, ...how }))"""
NOT_OURS = [
    {"code": "Space", "key": "p"},
    {"code": "Enter", "key": "Enter", "isComposing": True},
    {"code": "Enter", "key": "Process", "keyCode": 229},
    {"code": "Enter", "key": "Enter", "shiftKey": True},
    {"code": "Space", "key": " ", "shiftKey": True},
    {"code": "PageDown", "key": "PageDown", "ctrlKey": True},
]


def test_a_key_is_what_it_types_and_nothing_with_shift_or_while_composing(
    people: People, cohort: Cohort
) -> None:
    page = leading(people.at_a_laptop(), cohort)
    for how in NOT_OURS:
        page.evaluate(PRESS, how)
    page.wait_for_timeout(1_000)
    settled(page)
    expect(next_button(page)).to_contain_text("Bring everyone here")
    page.evaluate(PRESS, {"code": "KeyQ", "key": "Enter"})
    expect(next_button(page)).to_have_text("Close voting and show results")
