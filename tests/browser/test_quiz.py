"""A quiz in a real browser: what is right moves nothing, the second vote covers nothing."""

from playwright.sync_api import Locator, Page, expect

from exercises.roles import WORDING
from tests.browser.conftest import PHONE, Cohort, People, join, settled
from tests.browser.leading import press
from tests.http.conftest import sheets

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


def test_the_call_to_vote_again_stays_small_and_covers_nothing_that_has_the_focus(
    people: People, cohort: Cohort
) -> None:
    cohort.add(sheets(4))
    laptop, phone = people.at_a_laptop(), people.on_a_phone()
    laptop.goto(f"/facilitate/{cohort.facilitator_key}")
    for label in ("Show results", "Vote again"):
        press(laptop, "roles", label)
    join(phone, cohort.code, slug="roles")
    call = phone.locator(".st-key-vote-again")
    expect(call).to_be_visible()
    settled(phone)
    for width in (PHONE["width"], 320):
        phone.set_viewport_size({"width": width, "height": PHONE["height"]})
        option(phone, 7).scroll_into_view_if_needed()
        for n in reversed(range(8)):
            option(phone, n).focus()
            phone.wait_for_timeout(100)  # it scrolls there
            banner, focused = call.bounding_box(), option(phone, n).bounding_box()
            assert banner and focused
            assert banner["height"] <= 72, "two lines at most"
            assert focused["y"] >= banner["y"] + banner["height"], (width, n)
