"""A German room with a Spanish and a French attendee: each reads their own language."""

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from exercises.content import FIRST_LANGUAGE
from exercises.formats import locale_of
from pages.wording import WORDING
from tests.browser.conftest import EXERCISES, People, settled
from tests.server import HOST_KEY, Server

ROLES, CLOSING = EXERCISES["roles"], EXERCISES["closing"]


@pytest.fixture
def room(server: Server) -> dict[str, str]:
    made = httpx.post(
        f"{server.url}/api/cohorts",
        json={"title": "Frühling", "min_group": 3, "language": "de"},
        headers={"Authorization": f"Bearer {HOST_KEY}"},
    )
    told: dict[str, str] = made.json()
    return told


def reads(page: Page, language: str) -> None:
    """Check a step in a language."""
    page.goto("/roles")
    title = ROLES.content(language).title
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    settled(page)


def test_each_reads_their_own_language_and_the_stage_the_rooms(
    people: People, room: dict[str, str]
) -> None:
    late, spanish, french = (people.at(390, 844, locale="en-US") for _ in range(3))
    for page, chosen in ((spanish, "es"), (french, "fr"), (late, "")):
        if chosen:
            page.goto("/")
            name = WORDING.in_(chosen).language.name
            page.get_by_role("radio", name=name).or_(
                page.get_by_role("button", name=name)
            ).first.click()
            welcome = WORDING.in_(chosen).home.welcome
            expect(page.get_by_text(welcome)).to_be_visible()
        page.goto(f"/join/{room['code']}")
        reads(page, chosen or "de")
    laptop = people.at(1280, 800, locale="en-US")
    laptop.goto(f"/facilitate/{room['facilitator_key']}")
    laptop.goto(f"/stage?code={room['code']}")
    expect(laptop.get_by_text(WORDING.in_("de").stage.join)).to_be_visible()


def months(page: Page) -> dict[str, list[str]]:
    """The months that the calendar names, in German and in English only."""
    field = page.get_by_test_id("stDateInput").first
    field.get_by_role("button").last.click()
    calendar = page.get_by_role("dialog")
    expect(calendar).to_be_visible()
    told = calendar.inner_text()
    page.keyboard.press("Escape")
    of = {
        language: set(locale_of(language).months["format"]["wide"].values())
        for language in ("de", FIRST_LANGUAGE)
    }
    of[FIRST_LANGUAGE] -= of["de"]
    return {language: [month for month in names if month in told] for language, names in of.items()}


def test_streamlits_own_words_are_in_the_language_of_the_page_or_not_there(
    people: People, room: dict[str, str]
) -> None:
    page = people.at(1280, 800, locale="en-US")
    page.goto(f"/join/{room['code']}")
    title = CLOSING.content("de").title
    settled(page)
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    settled(page)
    for _ in range(2):
        found = months(page)
        assert found["de"]
        assert not found[FIRST_LANGUAGE]
        page.reload()  # now Streamlit starts right on a page with a date
        expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
        settled(page)
    box = page.get_by_role("textbox").first
    box.click()
    box.press_sequentially("Ich schreibe")
    expect(page.get_by_text("Press")).to_be_hidden()


def test_a_list_a_date_and_a_lost_address_say_nothing_in_english(
    people: People, room: dict[str, str]
) -> None:
    said = WORDING.in_("de").streamlit
    page = people.at(1280, 800, locale="en-US")
    page.goto(f"/join/{room['code']}")
    settled(page)
    page.goto("/find_mentors")
    further = page.locator("[class*='st-key-further-'] summary").first
    further.click()
    field = page.get_by_test_id("stDateInput").first
    expect(field.get_by_role("button", name=said.choose_date)).to_be_visible()
    expect(field.get_by_role("spinbutton").first).to_have_attribute(
        "aria-label", re.compile("^Tag")
    )
    expect(field.get_by_text(said.yyyy)).to_be_visible()
    chosen = page.get_by_test_id("stSelectbox").first
    chosen.get_by_role("button", name=said.open).click()
    chosen.locator("input").press_sequentially("zzz")
    expect(page.get_by_text(said.no_results)).to_be_visible()
    page.goto("/nowhere")
    expect(page.get_by_role("heading", name=said.no_page)).to_be_visible()
    expect(page.get_by_text(said.no_such_page)).to_be_visible()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=said.close).click()
    expect(dialog).to_have_count(0)
