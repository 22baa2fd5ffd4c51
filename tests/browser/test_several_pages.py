"""People with several pages open, in several rooms, or in a room that's gone."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    Cohort,
    People,
    fold_out,
    go_further,
    in_order,
    join,
    open_as_ones_own,
    order_of,
    pick,
    saved,
    settled,
)
from tests.browser.test_attendee import score
from tests.http.conftest import forms
from tests.server import Server

EXERCISE = "/mentor_criteria"


def second_page(page: Page) -> Page:
    """Open the exercise in another tab of the same browser."""
    other = page.context.new_page()
    other.goto(EXERCISE)
    expect(saved(other)).to_be_visible()
    return other


def flag(page: Page, quality: str) -> None:
    group = page.get_by_role("toolbar", name="Which of these are deal-breakers?")
    group.get_by_role("button", name=quality, exact=True).click()
    expect(saved(page)).to_be_visible()
    settled(page)


def test_two_open_pages_keep_each_others_changes(people: People, cohort: Cohort) -> None:
    one = people.on_a_phone()
    join(one, cohort.code)
    pick(one, "Availability", "Commitment")
    two = second_page(one)
    pick(two, "Connection")
    flag(one, "Commitment")
    expect(in_order(one)).to_contain_text("Connection")
    assert order_of(one) == ["Availability", "Commitment", "Connection"]
    two.reload()
    expect(saved(two)).to_be_visible()
    assert order_of(two) == ["Availability", "Commitment", "Connection"]
    flagged = two.get_by_role("toolbar", name="Which of these are deal-breakers?")
    expect(flagged.get_by_role("button", name="Commitment")).to_have_attribute(
        "aria-pressed", "true"
    )


COMES_BACK = """(is) => {
    Object.defineProperty(document, "visibilityState", { value: is, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_page_that_one_comes_back_to_shows_what_was_changed_on_another_and_says_so(
    people: People, cohort: Cohort
) -> None:
    one = people.on_a_phone()
    join(one, cohort.code, slug="roles")
    situation = "[class*='st-key-two_offers-']"
    one.locator(situation).get_by_role("radio", name="Coach").click()
    expect(saved(one, "roles", "roles")).to_be_visible()
    settled(one)
    two = one.context.new_page()
    two.goto("/roles")
    expect(saved(two, "roles", "roles")).to_be_visible()
    one.evaluate(COMES_BACK, "hidden")
    two.locator(situation).get_by_role("radio", name="Mentor").click()
    two.wait_for_timeout(1000)
    one.evaluate(COMES_BACK, "visible")
    expect(one.locator(situation).get_by_role("radio", checked=True).first).to_have_text("Mentor")
    expect(one.get_by_text("Updated from another page of yours")).to_be_visible()


@pytest.mark.own_server
def test_a_page_left_open_overwrites_nothing_newer_when_the_server_comes_back(
    people: People, cohort: Cohort, server: Server
) -> None:
    old = people.on_a_phone()
    join(old, cohort.code)
    pick(old, "Availability", "Commitment")
    new = second_page(old)
    pick(new, "Connection")
    server.kill()
    server.start()
    for page in (old, new):
        expect(in_order(page)).to_contain_text("Connection", timeout=30_000)
    new.wait_for_timeout(3000)  # by now both pages have asked again
    new.reload()
    expect(saved(new)).to_be_visible()
    assert order_of(new) == ["Availability", "Commitment", "Connection"]


def test_a_tap_after_the_room_was_deleted_says_so_and_keeps_nothing(
    people: People, cohort: Cohort, server: Server
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    pick(phone, "Commitment")
    gone = httpx.delete(f"{server.url}/api/cohorts/{cohort.code}", headers=cohort.headers())
    assert gone.status_code == 200
    group = phone.get_by_role("toolbar", name="Pick your top three")
    if group.is_visible():
        group.get_by_role("button", name="Connection").click(timeout=2000, no_wait_after=True)
    expect(phone.get_by_text("This room and its answers have been deleted")).to_be_visible()
    phone.goto("/")
    expect(phone.get_by_text("This room and its answers have been deleted")).to_be_visible()
    expect(phone.get_by_label("Room code")).to_be_visible()


def test_one_phone_in_two_rooms_goes_back_to_the_first(people: People, server: Server) -> None:
    spring, autumn = Cohort(server), Cohort(server)
    phone = people.on_a_phone()
    join(phone, spring.code)
    pick(phone, "Commitment")
    join(phone, autumn.code)
    expect(phone.get_by_text("Your answers are saved as you go")).to_be_visible()
    phone.goto("/")
    phone.get_by_role("button", name=f"Go to room {spring.code[:3]}").click()
    expect(phone.get_by_text(f"Go to room {autumn.code[:3]}")).to_be_visible()
    phone.get_by_role("link", name="What you need in a mentor").click()
    expect(saved(phone)).to_be_visible()
    expect(phone.get_by_text("1 of 3 picked")).to_be_visible()


def test_a_private_link_does_not_cost_the_answers_of_the_device_that_opens_it(
    people: People, cohort: Cohort
) -> None:
    phone, tablet = people.on_a_phone(), people.on_a_phone()
    join(phone, cohort.code)
    join(tablet, cohort.code)
    phone.goto("/")
    fold_out(phone, "My private link")
    link = phone.get_by_role("textbox", name="My private link").input_value()
    before = tablet.context.cookies()[0]["value"]
    open_as_ones_own(tablet, link)
    held = [c["value"] for c in tablet.context.cookies() if c["name"] == "workshop_attendee"]
    assert before in held[0]
    assert held[0] != before


def test_two_dashboards_of_one_facilitator_stay_apart(people: People, server: Server) -> None:
    spring, autumn = Cohort(server), Cohort(server)
    spring.add(forms(3))
    laptop = people.at_a_laptop()
    laptop.goto(f"/facilitate/{spring.facilitator_key}")
    expect(laptop.get_by_text("Joined: 3")).to_be_visible()
    another = laptop.context.new_page()
    another.goto(f"/facilitate/{autumn.facilitator_key}")
    expect(another.get_by_text("Joined: 0")).to_be_visible()
    laptop.reload()
    expect(laptop.get_by_text("Joined: 3")).to_be_visible()
    code = laptop.locator(".st-key-join-code")
    expect(code).to_have_text(f"{spring.code[:3]}-{spring.code[3:]}")


def test_removing_a_candidate_can_be_undone(people: People, cohort: Cohort) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    pick(phone, "Commitment")
    for name in ("Asha", "Bo", "Cy"):
        score(phone, name, {"Commitment": 4})
    phone.get_by_role("radio", name="Asha").click()
    expect(phone.get_by_role("textbox", name="Name or nickname")).to_have_value("Asha")
    phone.get_by_role("button", name="Remove Asha").click()
    expect(phone.get_by_role("radio", name="Asha")).to_have_count(0)
    settled(phone)
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_role("radio", name="Asha")).to_be_checked()
    expect(phone.get_by_role("textbox", name="Name or nickname")).to_have_value("Asha")
    settled(phone)
    phone.reload()
    for name in ("Asha", "Bo", "Cy"):
        expect(phone.get_by_text(f"{name}: 4.0 of 5")).to_be_visible()


def test_the_note_that_says_saved_stays_in_view(people: People, cohort: Cohort) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    pick(phone, "Commitment")
    go_further(phone)
    phone.get_by_role("button", name="Add a person").click()
    phone.get_by_role("textbox", name="Name or nickname").scroll_into_view_if_needed()
    phone.get_by_role("textbox", name="Name or nickname").fill("x" * 61)
    phone.get_by_role("textbox", name="Name or nickname").press("Enter")
    expect(phone.get_by_text("Please keep each text to 60 characters")).to_be_in_viewport()
    # The rest is saved all the same.
    group = phone.get_by_role("toolbar", name="Pick your top three")
    group.get_by_role("button", name="Connection", exact=True).click()
    expect(in_order(phone).locator("li")).to_have_count(2)
    settled(phone)
    phone.reload()
    assert order_of(phone) == ["Commitment", "Connection"]
    # The text isn't lost either: it stays as a draft, with the reason.
    expect(phone.get_by_text("Please keep each text to 60 characters")).to_be_visible()
    expect(phone.get_by_role("textbox", name="Name or nickname")).to_have_value("x" * 61)
