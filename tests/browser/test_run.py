"""A facilitator leads a room: one next button, two screens, and phones that follow."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Cohort, People, join, settled
from tests.browser.leading import bring, go_on, next_button, title


def leading(screen: Page, cohort: Cohort) -> Page:
    screen.goto(f"/facilitate/{cohort.facilitator_key}")
    expect(screen.get_by_role("heading", name="Run the session")).to_be_visible()
    settled(screen)
    return screen


def test_a_facilitator_leads_by_the_next_button_and_a_second_screen_and_the_phones_follow(
    people: People, cohort: Cohort
) -> None:
    laptop = leading(people.at_a_laptop(), cohort)
    remote = leading(people.on_a_phone(), cohort)
    ana, ben = people.on_a_phone(), people.on_a_phone()
    join(ana, cohort.code, slug="goals")
    join(ben, cohort.code, slug="goals")
    expect(laptop.get_by_text("Joined: 2")).to_be_visible()
    go_on(laptop, "Bring everyone here")
    for phone in (ana, ben):
        expect(phone.get_by_role("heading", name=title("roles"))).to_be_visible()
    expect(next_button(remote)).to_have_text("Close voting and show results")

    # From now on Ben stays where he is; what Ana has just typed isn't lost on the way.
    ben.get_by_text("Follow the facilitator automatically").click()
    settled(ben)
    join(ana, cohort.code, slug="goals")
    ana.get_by_role("textbox", name="Your goal in one sentence").fill("Lead a design review")
    bring(laptop, "self_assessment")
    expect(ana.get_by_role("heading", name=title("self_assessment"))).to_be_visible()
    expect(ana.get_by_text("Lead a design review")).to_be_visible()
    expect(ben.get_by_text(f"Your room is on “{title('self_assessment')}”")).to_be_visible()
    expect(ben.get_by_role("heading", name=title("roles"))).to_be_visible()

    # The phone as a remote continues from there, and the laptop shows it.
    go_on(remote, "Close voting and show results")
    expect(laptop.get_by_text("voting closed with too few answers")).to_be_visible()
    laptop.get_by_role("button", name="Undo: showed results").click()
    expect(remote.get_by_text("voting is open")).to_be_visible()


def test_the_undo_button_goes_away_when_it_is_too_late(people: People, cohort: Cohort) -> None:
    laptop = leading(people.at_a_laptop(), cohort)
    go_on(laptop, "Bring everyone here")
    undo = laptop.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    expect(undo).to_be_hidden(timeout=20_000)
    assert laptop.locator(".st-key-next-button").is_visible()


def test_on_a_phone_the_next_button_is_under_the_thumb_and_nothing_scrolls_sideways(
    people: People, cohort: Cohort
) -> None:
    remote = leading(people.on_a_phone(), cohort)
    box = next_button(remote).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844
    assert box["y"] > 650
    main = remote.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_a_phone_gets_its_link_by_a_qr_code_that_is_gone_once_the_popover_is_closed(
    people: People, cohort: Cohort
) -> None:
    laptop = leading(people.at_a_laptop(), cohort)
    laptop.locator(".st-key-share-popover").get_by_role("button").first.click()
    laptop.get_by_role("button", name="Show the QR code").click()
    picture = laptop.get_by_role("img", name="QR code for a facilitator link")
    expect(picture).to_be_visible()
    expect(laptop.get_by_text("keep it off shared screens")).to_be_visible()
    settled(laptop)
    laptop.keyboard.press("Escape")
    expect(picture).to_have_count(0)
    laptop.wait_for_timeout(1_500)  # the server hears that it was closed, and draws it anew
    settled(laptop)
    laptop.locator(".st-key-share-popover").get_by_role("button").first.click()
    expect(laptop.get_by_role("button", name="Show the QR code")).to_be_visible()
    expect(picture).to_have_count(0)


def test_minutes_that_were_typed_last_are_saved_as_one_leaves_the_agenda(
    people: People, cohort: Cohort
) -> None:
    laptop = leading(people.at_a_laptop(), cohort)
    laptop.get_by_role("link", name="Change the agenda").click()
    minutes = laptop.get_by_role("spinbutton", name=f"Minutes for “{title('roles')}”")
    minutes.fill("13")
    # As long as a finger is on a button: the field is left as it goes down.
    laptop.get_by_role("link", name="Back to the session").click(delay=150)
    expect(laptop.locator(".st-key-agenda").get_by_text(f"{title('roles')} · 13")).to_be_visible()
    laptop.get_by_role("link", name="Change the agenda").click()
    expect(minutes).to_have_value("13")
    expect(laptop.get_by_role("checkbox", name=title("roles"))).to_be_checked()
