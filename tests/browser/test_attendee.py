"""An attendee with one thumb and bad wifi."""

import signal
from pathlib import Path

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
from tests.browser.leading import press
from tests.browser.wifi import Wifi
from tests.http.conftest import forms
from tests.server import Server


def test_joining_by_code_takes_a_code_and_one_tap(people: People, cohort: Cohort) -> None:
    phone = people.on_a_phone()
    phone.goto("/")
    spoken = f"{cohort.code[:3]}-{cohort.code[3:]}".lower()
    phone.get_by_label("Room code").fill(spoken)
    phone.get_by_role("button", name="Join").click()
    expect(phone.get_by_text("Spring webinar")).to_be_visible()
    expect(phone.get_by_text("at least 3 people have answered")).to_be_visible()
    expect(phone.get_by_text("everything you write")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "told"),
    [("AB", "A room code has six letters"), ("ZZZ-ZZZ", "There's no room with this code")],
)
def test_a_wrong_code_is_explained(people: People, typed: str, told: str) -> None:
    phone = people.on_a_phone()
    phone.goto("/")
    phone.get_by_label("Room code").fill(typed)
    phone.get_by_role("button", name="Join").click()
    expect(phone.get_by_test_id("stAlert").get_by_text(told)).to_be_visible()


def test_a_link_to_a_room_that_is_gone_is_explained(people: People) -> None:
    phone = people.on_a_phone()
    phone.goto("/join/ZZZZZZ")
    expect(phone.get_by_text("There's no room with this code")).to_be_visible()
    expect(phone.get_by_label("Room code")).to_be_visible()


def test_an_exercise_without_a_room_offers_to_join(people: People) -> None:
    phone = people.on_a_phone()
    phone.goto("/mentor_criteria")
    expect(phone.get_by_text("Join your room first")).to_be_visible()


def test_buttons_order_the_ranking_with_no_drag_at_all(people: People, cohort: Cohort) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    pick(phone, "Availability", "Commitment", "Connection")
    lines = in_order(phone).locator("li span")
    phone.get_by_role("button", name="Move Connection up").click()
    expect(lines).to_have_text(["Availability", "Connection", "Commitment"])
    settled(phone)
    phone.get_by_role("button", name="Move Availability down").click()
    expect(lines).to_have_text(["Connection", "Availability", "Commitment"])
    expect(phone.get_by_role("button", name="Move Availability down")).to_be_focused()
    settled(phone)
    phone.wait_for_timeout(2000)  # shown at once, before the server has it
    phone.reload()
    expect(lines).to_have_text(["Connection", "Availability", "Commitment"])


def test_dropping_a_pick_keeps_the_order_of_the_others(people: People, cohort: Cohort) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    pick(phone, "Availability", "Commitment", "Connection")
    pick(phone, "Commitment")
    assert order_of(phone) == ["Availability", "Connection"]


def test_a_quality_picked_anew_comes_last_whatever_order_it_once_stood_in(
    people: People, cohort: Cohort
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    pick(phone, "Availability", "Commitment", "Connection")
    phone.get_by_role("button", name="Move Connection up").click()
    phone.wait_for_timeout(1000)  # shown at once, before the server has it
    # A click misses a target that scrolls away on press, as here below the header.
    phone.get_by_role("toolbar", name="Pick").evaluate("it => it.scrollIntoView({block: 'center'})")
    for quality in ("Commitment", "Availability"):
        pick(phone, quality)
        expect(in_order(phone).locator("li")).to_have_count(2)
        pick(phone, quality)
        expect(in_order(phone).locator("li")).to_have_count(3)
    now = ["Connection", "Commitment", "Availability"]
    assert order_of(phone) == now
    phone.reload()
    assert order_of(phone) == now


def test_candidates_are_weighed_and_stay_private(
    people: People, cohort: Cohort, server: Server
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    pick(phone, "Commitment", "Connection")
    score(phone, "Asha **bold** <b>", {"Commitment": 4, "Connection": 4})
    score(phone, "Bo", {"Commitment": 4, "Connection": 3})
    expect(
        phone.get_by_text("1. Asha **bold** <b>: 4.0 of 5, with 2 of 8 qualities scored")
    ).to_be_visible()
    expect(phone.get_by_text("Close call: with").first).to_be_visible()
    breakers = phone.get_by_role("toolbar", name="Which of these are deal-breakers?")
    breakers.get_by_role("button", name="Connection").click()
    score_one(phone, "Connection", 2)
    expect(phone.get_by_text("Bo is ruled out: below 3 on Connection")).to_be_visible()
    settled(phone)
    cohort.add(forms(3))
    told = httpx.get(
        f"{server.url}/api/cohorts/{cohort.code}/responses.csv", headers=cohort.headers()
    ).text
    assert "commitment" in told
    assert "Asha" not in told + str(cohort.summary())
    phone.reload()
    expect(phone.get_by_text("1. Asha **bold** <b>: 4.0 of 5")).to_be_visible()


def test_a_name_that_is_too_long_is_told_and_the_rest_is_safe(
    people: People, cohort: Cohort
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    pick(phone, "Commitment")
    go_further(phone)
    phone.get_by_role("button", name="Add a person").click()
    phone.get_by_role("textbox", name="Name or nickname").fill("x" * 61)
    phone.get_by_role("textbox", name="Name or nickname").press("Enter")
    expect(phone.get_by_text("Please keep each text to 60 characters")).to_be_visible()
    phone.get_by_role("textbox", name="Name or nickname").fill("Asha")
    expect(saved(phone)).to_be_visible()
    pick(phone, "Connection")


@pytest.mark.own_server
def test_what_was_tapped_while_the_server_hung_is_stored_without_another_tap(
    people: People, cohort: Cohort, server: Server
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    pick(phone, "Commitment")
    assert server.process is not None
    server.process.send_signal(signal.SIGSTOP)
    group = phone.get_by_role("toolbar", name="Pick your top three")
    group.get_by_role("button", name="Connection").click()
    server.kill()
    server.start()
    cohort.add(forms(3))
    expect(in_order(phone)).to_contain_text("Connection", timeout=30_000)
    settled(phone)
    told = httpx.get(
        f"{server.url}/api/cohorts/{cohort.code}/responses.csv", headers=cohort.headers()
    ).text
    assert '""commitment"",""connection""]' in told


@pytest.mark.parametrize("remembered", [120, 1], ids=["a moment", "two hours"])
def test_a_tap_after_the_wifi_was_gone_is_not_lost(
    people: People, tmp_path: Path, remembered: int
) -> None:
    # A server forgets a sleeping phone's session; here, after a second.
    memory = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(remembered)}
    with Server(tmp_path / "another", **memory) as server, Wifi(server.port) as wifi:
        cohort = Cohort(server)
        phone = people.on_a_phone()
        join(phone, cohort.code, at=wifi.url)
        pick(phone, "Commitment")
        wifi.drop()
        connection = phone.get_by_role("button", name="Connection", exact=True).first
        expect(connection).to_be_disabled()
        phone.wait_for_timeout(4000)
        wifi.come_back()
        expect(connection).to_be_enabled(timeout=30_000)
        pick(phone, "Connection")
        assert order_of(phone) == ["Commitment", "Connection"]
        phone.reload()
        expect(saved(phone)).to_be_visible()
        assert order_of(phone) == ["Commitment", "Connection"]


def test_the_room_is_shown_when_the_facilitator_says_so_and_not_before(
    people: People, cohort: Cohort
) -> None:
    phone, laptop = people.on_a_phone(), people.at_a_laptop()
    cohort.add(forms(4))
    join(phone, cohort.code)
    expect(phone.get_by_text("Answer first, then you can compare")).to_be_visible()
    pick(phone, "Commitment")
    expect(phone.get_by_text("Your facilitator will show the results")).to_be_visible()
    laptop.goto(f"/facilitate/{cohort.facilitator_key}")
    press(laptop, "mentor_criteria", "Show results")
    expect(phone.get_by_text("5 answers")).to_be_visible()
    expect(phone.locator(".js-plotly-plot").first).to_be_visible()
    press(laptop, "mentor_criteria", "Hide results")
    expect(phone.get_by_text("Your facilitator will show the results")).to_be_visible()


def test_the_private_link_opens_the_same_answer_on_another_device(
    people: People, cohort: Cohort
) -> None:
    phone, laptop = people.on_a_phone(), people.at_a_laptop()
    join(phone, cohort.code)
    pick(phone, "Commitment", "Connection")
    phone.goto("/")
    fold_out(phone, "My private link")
    link = phone.get_by_role("textbox", name="My private link").input_value()
    open_as_ones_own(laptop, link)
    laptop.get_by_role("link", name="What you need in a mentor").click()
    expect(saved(laptop)).to_be_visible()
    assert order_of(laptop) == ["Commitment", "Connection"]


def score(phone: Page, name: str, scores: dict[str, int]) -> None:
    """Add a candidate and fill in their scores."""
    place = phone.locator("[class*='st-key-which-of-'] [role=radio]").count() + 1
    go_further(phone)
    phone.get_by_role("button", name="Add a person").click()
    expect(phone.get_by_role("radio", name=f"Person {place}")).to_be_checked()
    field = phone.get_by_role("textbox", name="Name or nickname")
    expect(field).to_have_count(1)
    expect(field).to_have_value("")
    field.fill(name)
    field.press("Enter")
    settled(phone)
    for quality, given in scores.items():
        score_one(phone, quality, given)


def score_one(phone: Page, quality: str, given: int) -> None:
    group = phone.get_by_role("radiogroup", name=quality, exact=True)
    group.get_by_role("radio", name=str(given), exact=True).click()
    expect(group.get_by_role("radio", name=str(given), exact=True)).to_be_checked()
    settled(phone)
