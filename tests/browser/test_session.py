"""A session as people live it: host, facilitator, two phones, a refresh and a power cut."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Cohort, People, in_order, join, order_of, pick, saved, settled
from tests.browser.leading import look_at, title
from tests.http.conftest import forms, line
from tests.server import HOST_KEY, Server

FOUR = ("Availability", "Commitment", "Active listening", "Connection")


@pytest.mark.own_server
def test_a_host_opens_a_room_and_two_phones_fill_it(people: People, server: Server) -> None:
    host = people.at_a_laptop()
    host.goto(f"/host/{HOST_KEY}")
    host.get_by_label("Title").fill("Spring webinar")
    host.get_by_role("spinbutton", name="Hide results until this many have answered").fill("3")
    host.get_by_role("button", name="Open the room").click()
    expect(host.get_by_text("Your room is open")).to_be_visible()
    join_link = host.get_by_role("textbox", name="Join link").input_value()
    facilitator_link = host.get_by_role("textbox", name="Facilitator link").input_value()
    code = host.get_by_role("textbox", name="Room code").input_value()
    assert re.fullmatch(r"[A-Z2-9]{3}-[A-Z2-9]{3}", code)
    assert join_link == f"{server.url}/join/{code.replace('-', '')}"
    expect(host.get_by_role("img", name="QR code for the join link")).to_be_visible()
    host.get_by_role("button", name="Copy: Join link").click()
    expect(host.get_by_role("button", name="Copy: Join link")).to_have_text("Copied")

    facilitator = people.at_a_laptop()
    facilitator.goto(facilitator_link)
    expect(facilitator.get_by_text("Joined: 0")).to_be_visible()
    assert "/facilitate/" not in facilitator.url, "the key does not stay in the address"
    room = existing_room(server, code.replace("-", ""), facilitator_link)
    room.add(forms(3))
    expect(facilitator.get_by_text("Joined: 3")).to_be_visible()
    look_at(facilitator, "mentor_criteria")
    shown_before = picture(facilitator)

    ana, ben = people.on_a_phone(), people.on_a_phone()
    join(ana, code)
    join(ben, code.lower())
    expect(facilitator.get_by_text("Joined: 5")).to_be_visible()
    rank_by_keyboard(ana)
    rank_by_tapping(ben)
    expect(answered(facilitator)).to_have_text("5")
    assert picture(facilitator) != shown_before, "the chart changed without a reload"

    ana.reload()
    expect(saved(ana)).to_be_visible()
    assert order_of(ana)[:2] == ["Commitment", "Availability"]

    server.kill()
    server.start()
    for phone in (ana, ben):
        phone.reload()
        expect(saved(phone)).to_be_visible()
    assert order_of(ana)[:2] == ["Commitment", "Availability"]
    assert order_of(ben)[0] == "Commitment"
    step = facilitator.get_by_role("radio", name=title("mentor_criteria"))
    expect(step, "a server that was away leaves the step where it was").to_be_checked()
    room.add(line("one more", ranking=["commitment", "connection", "communication"]))
    expect(answered(facilitator)).to_have_text("6")


def rank_by_keyboard(page: Page) -> None:
    """Pick four qualities and put the second first, by keyboard alone."""
    pick(page, *FOUR)
    page.get_by_role("button", name="Move Commitment up").press("Enter")
    expect(in_order(page).locator("li").first).to_contain_text("Commitment")
    settled(page)


def rank_by_tapping(page: Page) -> None:
    """Pick four qualities and move the second to the top."""
    pick(page, *FOUR)
    page.get_by_role("button", name="Move Commitment up").click()
    expect(in_order(page).locator("li").first).to_contain_text("Commitment")
    settled(page)


def answered(page: Page) -> Locator:
    return page.locator(".st-key-answered").get_by_test_id("stMetricValue")


def picture(page: Page) -> str:
    settled(page)
    return str(page.locator(".js-plotly-plot").first.inner_text())


def existing_room(server: Server, code: str, facilitator_link: str) -> Cohort:
    room = object.__new__(Cohort)
    room.url, room.code = server.url, code
    room.facilitator_key = facilitator_link.rsplit("/", 1)[1]
    return room
