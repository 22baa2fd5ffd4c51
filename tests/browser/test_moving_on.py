"""The room moves on while someone types: they finish their sentence, and nothing typed is lost."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Cohort, People, join
from tests.browser.leading import look_at, title
from tests.browser.test_told_at_once import heading, notice

SENTENCE = "I want to lead a design review by the summer and to be asked for the next one"
TITLE = title("mentor_criteria")
PAUSE_IN_TYPING = 5_000  # milliseconds, see live.js


@pytest.fixture
def laptop(people: People, cohort: Cohort) -> Page:
    laptop = people.at_a_laptop()
    laptop.goto(f"/facilitate/{cohort.facilitator_key}")
    look_at(laptop, "mentor_criteria")
    return laptop


def first_goal(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your goal in one sentence")


def test_who_types_is_not_taken_away_until_they_pause_and_loses_nothing(
    people: People, cohort: Cohort, laptop: Page
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code, slug="goals")
    first_goal(phone).focus()
    begun, pause, rest = SENTENCE[:5], SENTENCE[5:10], SENTENCE[10:]
    phone.keyboard.type(begun, delay=60)
    laptop.get_by_role("button", name=f"Bring everyone here: {TITLE}").click()
    phone.keyboard.type(pause, delay=60)
    phone.wait_for_timeout(2500)  # as long as saving a first answer and drawing the page take
    phone.keyboard.type(rest, delay=60)
    expect(notice(phone)).to_contain_text("Finish your sentence")
    expect(heading(phone, "goals")).to_be_visible()
    expect(first_goal(phone)).to_be_focused()
    expect(first_goal(phone)).to_have_value(SENTENCE)
    expect(heading(phone, "mentor_criteria")).to_be_visible(timeout=PAUSE_IN_TYPING + 10_000)
    phone.goto("/goals")
    expect(first_goal(phone)).to_have_value(SENTENCE)
    expect(heading(phone, "goals")).to_be_visible()


def test_who_types_and_would_rather_go_goes_at_once_and_loses_nothing(
    people: People, cohort: Cohort, laptop: Page
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code, slug="goals")
    first_goal(phone).focus()
    phone.keyboard.type(SENTENCE)
    laptop.get_by_role("button", name=f"Bring everyone here: {TITLE}").click()
    first_goal(phone).press("!")
    notice(phone).get_by_role("button", name="Go now").click()
    expect(heading(phone, "mentor_criteria")).to_be_visible(timeout=PAUSE_IN_TYPING - 1_500)
    phone.goto("/goals")
    expect(first_goal(phone)).to_have_value(f"{SENTENCE}!")


def test_who_taps_is_taken_along_at_once(people: People, cohort: Cohort, laptop: Page) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code, slug="goals")
    laptop.get_by_role("button", name=f"Bring everyone here: {TITLE}").click()
    expect(heading(phone, "mentor_criteria")).to_be_visible(timeout=PAUSE_IN_TYPING - 1_500)
