"""Whatever people entered can be removed, after a reload too, and stays removed."""

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from exercises.find_mentors import WORDING
from tests.browser.conftest import Cohort, People, go_further, join, settled

EVENTS = WORDING.in_("en").routes["events"].name
DIGITS = "12202027"  # a date, as an American English browser asks for it


def kept(page: Page, slug: str) -> dict[str, object]:
    """What the store holds of this person's answer, as their plan shows it."""
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in page.context.cookies())
    told = httpx.get(f"{page.url.rpartition('/')[0]}/me/plan.json", headers={"Cookie": cookies})
    answers: dict[str, dict[str, object]] = told.json()["answers"]
    return answers[slug]


def give_day(field: Locator) -> None:
    field.get_by_role("spinbutton").first.click()
    field.page.keyboard.type(DIGITS)
    field.page.keyboard.press("Escape")
    field.page.keyboard.press("Tab")


def choose(field: Locator, option: str) -> None:
    field.get_by_role("combobox").click()
    field.page.get_by_role("option", name=option).click()


def empty(page: Page, name: str, button: str) -> None:
    """Clear an input after a reload, and reload once more."""
    settled(page)
    page.reload()
    clear = page.locator(f"[class*='st-key-{name}-']").get_by_role("button", name=button)
    clear.click()
    expect(clear).to_have_count(0)
    page.wait_for_timeout(700)  # in case the value springs back
    expect(clear).to_have_count(0)
    settled(page)
    page.reload()
    expect(page.locator(f"[class*='st-key-{name}-']")).to_be_visible()
    expect(clear).to_have_count(0)


@pytest.mark.parametrize(
    ("slug", "name", "field"),
    [("closing", "by", "by"), ("nurture", "first-meeting", "first_meeting")],
)
def test_a_day(people: People, cohort: Cohort, slug: str, name: str, field: str) -> None:
    page = people.at_a_laptop()
    join(page, cohort.code, slug=slug)
    if slug == "nurture":
        go_further(page)
    give_day(page.locator(f"[class*='st-key-{name}-']"))
    page.wait_for_timeout(700)
    settled(page)
    assert kept(page, slug)[field] == "2027-12-20"
    empty(page, name, "Clear the date")
    assert kept(page, slug)[field] is None


def test_a_person_with_a_route_and_a_day(people: People, cohort: Cohort) -> None:
    page = people.at_a_laptop()
    join(page, cohort.code, slug="find_mentors")
    go_further(page)
    choose(page.locator("[class*='st-key-route-00000001-']"), EVENTS)
    settled(page)
    give_day(page.locator("[class*='st-key-by-00000001-']"))
    page.wait_for_timeout(700)
    empty(page, "route-00000001", "Clear")
    empty(page, "by-00000001", "Clear the date")
    assert kept(page, "find_mentors")["people"] == []


def test_a_rhythm_and_the_minutes_of_a_point(people: People, cohort: Cohort) -> None:
    page = people.at_a_laptop()
    join(page, cohort.code, slug="nurture")
    go_further(page)
    monthly = page.get_by_role("radio", name="Once a month")
    monthly.click()
    settled(page)
    minutes = page.locator("[class*='st-key-minutes-00000001-'] input")
    minutes.fill("15")
    minutes.press("Enter")
    page.wait_for_timeout(700)
    page.reload()
    expect(monthly).to_be_checked()
    monthly.click()
    expect(monthly).not_to_be_checked()
    settled(page)
    minutes.fill("")
    minutes.press("Enter")
    page.wait_for_timeout(700)
    page.reload()
    expect(minutes).to_have_value("")
    answer = kept(page, "nurture")
    assert (answer["cadence"], answer["items"]) == (None, [])
