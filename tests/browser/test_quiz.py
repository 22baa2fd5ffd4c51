"""A quiz in a real browser: the right answer appears without moving the page."""

from playwright.sync_api import Locator, Page, expect

from exercises.roles import WORDING
from tests.browser.conftest import People, settled

SCENARIOS = WORDING.in_("en").scenarios


def option(page: Page, n: int) -> Locator:
    return page.get_by_test_id("stButtonGroup").nth(n).get_by_role("radio").first


def test_alone_each_item_says_what_is_right_once_answered_and_moves_nothing(
    people: People,
) -> None:
    page = people.on_a_phone()
    page.goto("/start")
    expect(page.get_by_text("On your own, at your own pace", exact=True)).to_be_visible()
    page.goto("/roles")
    reason = page.get_by_text(SCENARIOS["two_offers"].why)
    expect(page.get_by_text("Your answers are saved as you go")).to_be_visible()
    settled(page)
    option(page, 1).scroll_into_view_if_needed()  # or the tap would scroll
    expect(reason.locator("visible=true")).to_have_count(0)
    before = [option(page, n).bounding_box() for n in range(3)]
    option(page, 0).click()
    expect(reason.locator("visible=true")).to_have_count(1)
    assert [option(page, n).bounding_box() for n in range(3)] == before
    other = page.get_by_text(SCENARIOS["promotion_round"].why)
    expect(other.locator("visible=true")).to_have_count(0)
