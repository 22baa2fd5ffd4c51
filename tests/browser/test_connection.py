"""A lost connection, or one that a network never allows: explained in our own words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from pages.wording import WORDING
from tests.browser.conftest import Cohort, People, in_order, join, order_of, pick, settled
from tests.browser.wifi import Wifi
from tests.middleware.nginx import nginx
from tests.server import Server

OUTAGE = 14_000  # milliseconds: longer than Streamlit takes to show its dialog
BLOCKED_WITHIN = 15_000
SENTENCE = "I want to lead a design review by the summer"


def banner(page: Page) -> Locator:
    return page.locator("#workshop-banner")


def dialog(page: Page) -> Locator:
    return page.get_by_test_id("stDialog")


@pytest.fixture
def wifi(server: Server) -> Iterator[Wifi]:
    with Wifi(server.port) as wifi:
        yield wifi


def test_who_types_while_the_connection_is_lost_is_told_and_loses_no_letter(
    people: People, cohort: Cohort, wifi: Wifi
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code, at=wifi.url, slug="goals")
    goal = phone.get_by_role("textbox", name="Your goal in one sentence")
    goal.focus()
    phone.keyboard.type(SENTENCE[:5], delay=50)
    wifi.drop()
    phone.keyboard.type(SENTENCE[5:20], delay=200)
    expect(banner(phone)).to_have_text("Reconnecting. Your words are kept.")
    for _ in range(OUTAGE // 500):
        assert not dialog(phone).is_visible()
        phone.wait_for_timeout(500)
    phone.keyboard.type(SENTENCE[20:], delay=50)
    expect(goal).to_have_value(SENTENCE)
    wifi.come_back()
    expect(banner(phone)).to_have_text("", timeout=30_000)
    expect(phone.locator("[data-whereabouts]").first).to_have_attribute(
        "data-whereabouts", "Saved", timeout=30_000
    )
    phone.evaluate("localStorage.clear()")
    phone.reload()
    expect(goal).to_have_value(SENTENCE)


def test_a_choice_waits_while_the_connection_is_lost_and_counts_once_it_is_back(
    people: People, cohort: Cohort, wifi: Wifi
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code, at=wifi.url)
    pick(phone, "Commitment")
    wifi.drop()
    expect(banner(phone)).to_have_text("Reconnecting. Your words are kept.")
    group = phone.get_by_role("toolbar", name="Pick your top three")
    expect(group.get_by_role("button", name="Connection", exact=True)).to_be_disabled()
    wifi.come_back()
    expect(banner(phone)).to_have_text("", timeout=30_000)
    settled(phone)
    group.get_by_role("button", name="Connection", exact=True).click()
    expect(in_order(phone).locator("li")).to_have_count(2)
    settled(phone)
    phone.reload()
    assert order_of(phone) == ["Commitment", "Connection"]


def test_no_dialog_stands_in_front_of_an_audience(
    people: People, cohort: Cohort, wifi: Wifi
) -> None:
    stage = people.at_a_laptop()
    stage.goto(f"{wifi.url}/facilitate/{cohort.facilitator_key}?to=stage")
    expect(stage.get_by_text("Join on your phone")).to_be_visible()
    wifi.drop()
    expect(banner(stage)).to_have_text("Reconnecting")
    for _ in range(OUTAGE // 500):
        assert not dialog(stage).is_visible()
        stage.wait_for_timeout(500)
    expect(stage.get_by_text("Join on your phone")).to_be_visible()
    wifi.come_back()
    expect(banner(stage)).to_have_text("", timeout=30_000)


# A browser's language, and the page's: English if there's no better match.
SPOKEN = {"en-GB": "en", "de-AT": "de", "fr-FR": "fr", "it-IT": "en"}


@pytest.mark.parametrize("locale", SPOKEN)
def test_where_websockets_are_blocked_the_page_says_why_and_what_to_do(
    chromium: Browser, server: Server, tmp_path: Path, locale: str
) -> None:
    why, _, then = WORDING.in_(SPOKEN[locale]).connection.blocked.strip().partition("\n\n")
    with nginx(tmp_path, server, refuses="/_stcore/stream") as url:
        page = chromium.new_page(locale=locale)
        page.goto(f"{url}/join/{Cohort(server).code}")
        expect(banner(page)).to_contain_text(why, timeout=BLOCKED_WITHIN)
        expect(banner(page)).to_contain_text(then.partition("{host}")[0])
        expect(banner(page)).to_be_visible()
        assert not dialog(page).is_visible()
        page.context.close()


def test_a_page_that_is_connected_says_nothing(people: People, cohort: Cohort) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    settled(phone)
    phone.wait_for_timeout(10_000)
    expect(banner(phone)).to_have_text("")
    expect(banner(phone)).to_have_count(1)
