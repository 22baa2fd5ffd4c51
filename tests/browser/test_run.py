"""A facilitator leads a room in real browsers: two screens, keys, and phones that go along."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Cohort, People, join, settled


def at_rest(page: Page) -> None:
    page.get_by_role("heading", name="Run the session").click()
    settled(page)


def steered(page: Page, title: str) -> Locator:
    """The name of the step that the controls are for."""
    return page.locator("strong").filter(has_text=title)


def test_a_facilitator_leads_by_keys_and_a_second_screen_and_the_phones_follow(
    people: People, cohort: Cohort
) -> None:
    laptop, remote = people.at_a_laptop(), people.on_a_phone()
    for screen in (laptop, remote):
        screen.goto(f"/facilitate/{cohort.facilitator_key}")
        expect(screen.get_by_role("heading", name="Run the session")).to_be_visible()
        settled(screen)
    ana, ben = people.on_a_phone(), people.on_a_phone()
    join(ana, cohort.code, slug="goals")
    join(ben, cohort.code, slug="goals")
    expect(laptop.get_by_test_id("stMetric").filter(has_text="Joined")).to_contain_text("2")

    # The first step, by a key: both phones are taken there, and the other screen knows.
    at_rest(laptop)
    laptop.keyboard.press("Enter")
    for phone in (ana, ben):
        expect(phone.get_by_role("heading", name="Coach, mentor or sponsor?")).to_be_visible()
    expect(remote.get_by_role("button", name="Take a break", exact=True)).to_be_visible()

    # Ben stays where he is from now on; what Ana has just typed is not lost on the way.
    ben.get_by_text("Follow the facilitator automatically").click()
    settled(ben)
    join(ana, cohort.code, slug="goals")
    sentence = ana.get_by_role("textbox", name="Goal 1 in one sentence")
    sentence.fill("Lead a design review")
    at_rest(laptop)
    laptop.keyboard.press("ArrowRight")
    expect(steered(laptop, "What you want from a mentor")).to_be_visible()
    settled(laptop)
    laptop.keyboard.press("ArrowRight")
    expect(steered(laptop, "Where you stand")).to_be_visible()
    settled(laptop)
    laptop.keyboard.press("Enter")
    expect(ana.get_by_role("heading", name="Where you stand")).to_be_visible()
    expect(ana.get_by_text("Lead a design review")).to_be_visible()
    expect(ben.get_by_text("Your room is on “Where you stand”.")).to_be_visible()
    expect(ben.get_by_role("heading", name="Coach, mentor or sponsor?")).to_be_visible()

    # Two screens press different buttons: both count, and both screens show both.
    at_rest(laptop)
    laptop.keyboard.press("Space")
    expect(remote.get_by_text(re.compile("Voting is closed"))).to_be_visible()
    expect(laptop.get_by_role("button", name="Reopen voting")).to_be_visible()
