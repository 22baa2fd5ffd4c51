"""The keys of the run page, beside buttons that were clicked and fields that are typed in."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Cohort, People, settled
from tests.browser.test_run import steered


def leading(people: People, cohort: Cohort) -> Page:
    page = people.at_a_laptop()
    page.goto(f"/facilitate/{cohort.facilitator_key}")
    expect(page.get_by_role("heading", name="Run the session")).to_be_visible()
    settled(page)
    return page


def test_keys_go_on_working_after_a_button_was_clicked(people: People, cohort: Cohort) -> None:
    page = leading(people, cohort)
    page.get_by_role("button", name="Close voting").click()
    expect(page.get_by_role("button", name="Reopen voting")).to_be_visible()
    settled(page)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Close voting")).to_be_visible()
    page.get_by_role("radio", name=re.compile("Step 2")).click()
    expect(steered(page, "Where you stand")).to_be_visible()
    settled(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(steered(page, "Where to look for a mentor")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(steered(page, "What you need in a mentor")).to_be_visible()
    expect(page.get_by_role("button", name="Take a break", exact=True)).to_be_visible()


def test_space_on_a_button_that_has_the_focus_presses_that_button_only(
    people: People, cohort: Cohort
) -> None:
    page = leading(people, cohort)
    page.get_by_role("button", name="Bring everyone here").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Take a break", exact=True)).to_be_visible()
    settled(page)
    expect(page.get_by_text("sponsor? · Voting is open.")).to_be_visible()
    page.get_by_role("button", name="Take a break", exact=True).focus()
    page.keyboard.press("r")
    expect(page.get_by_text("Voting is closed")).to_be_visible()
    expect(page.get_by_role("button", name="Take a break", exact=True)).to_be_visible()


def test_typing_stays_typing(people: People, cohort: Cohort) -> None:
    page = leading(people, cohort)
    minutes = page.get_by_role("spinbutton", name="Minutes")
    minutes.fill("12")
    for key in ("ArrowLeft", "r", "Space", "Enter"):
        minutes.press(key)
    settled(page)
    expect(steered(page, "Coach, mentor or sponsor?")).to_be_visible()
    expect(page.get_by_text("sponsor? · Voting is open.")).to_be_visible()
    expect(page.get_by_role("button", name="Bring everyone here")).to_be_visible()
