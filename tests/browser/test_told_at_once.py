"""Every phone announces what the facilitator did at once, before its page is redrawn."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.browser.conftest import EXERCISES, Cohort, People, join, pick, settled, until
from tests.browser.leading import bring, go_on, look_at, unfold
from tests.browser.test_for_everyone import GROUNDS

MOVED = "The room has moved on to “What you want from a mentor”."


class Turn:
    """Holds back a phone's requests to the server, as if its redraw were late."""

    def __init__(self, page: Page) -> None:
        self._kept: list[Callable[[], None]] | None = None
        page.route_web_socket("**/_stcore/stream", self._follow)

    def waits(self) -> None:
        self._kept = []

    def comes(self) -> None:
        kept, self._kept = self._kept or [], None
        for send in kept:
            send()

    def _follow(self, phone: WebSocketRoute) -> None:
        server = phone.connect_to_server()

        def said(message: str | bytes) -> None:
            if self._kept is None:
                server.send(message)
            else:
                self._kept.append(lambda: server.send(message))

        phone.on_message(said)


@pytest.fixture
def phone(people: People) -> Page:
    return people.at(390, 844, has_touch=True, is_mobile=True, bypass_csp=True)


@pytest.fixture
def turn(phone: Page) -> Turn:
    return Turn(phone)


@pytest.fixture
def laptop(people: People, cohort: Cohort) -> Page:
    laptop = people.at_a_laptop()
    laptop.goto(f"/facilitate/{cohort.facilitator_key}")
    settled(laptop)
    return laptop


def notice(phone: Page) -> Locator:
    """What a phone announces by itself, with or without a button to redraw now."""
    return phone.locator("[class*='st-key-live-'] [role=status]")


def heading(phone: Page, slug: str) -> Locator:
    return phone.get_by_role("heading", name=EXERCISES[slug].content().title, level=1)


def test_a_phone_says_that_the_room_moves_on_before_it_is_brought_there(
    phone: Page, turn: Turn, laptop: Page, cohort: Cohort
) -> None:
    join(phone, cohort.code, slug="myths")
    turn.waits()
    bring(laptop, "goals")
    expect(notice(phone)).to_have_text(f"{MOVED} You'll follow in a moment.Show me now")
    expect(heading(phone, "myths")).to_be_visible()
    turn.comes()
    expect(heading(phone, "goals")).to_be_visible()
    expect(notice(phone)).to_have_text("")


def test_axe_finds_no_barrier_in_what_is_said_and_what_is_asked_for_meanwhile_undoes_no_move(
    phone: Page, turn: Turn, laptop: Page, cohort: Cohort
) -> None:
    join(phone, cohort.code, slug="myths")
    look_at(laptop, "myths")
    unfold(laptop, "timer")
    laptop.get_by_role("button", name="Start the timer").click()
    laptop.keyboard.press("Escape")
    expect(phone.get_by_role("timer")).to_be_visible()
    turn.waits()
    bring(laptop, "goals")
    expect(notice(phone)).to_contain_text(MOVED)
    # Each colour change requests a redraw of its page, too.
    for scheme, ground in GROUNDS.items():
        phone.emulate_media(color_scheme=scheme)
        expect(phone.get_by_test_id("stApp")).to_have_css("background-color", ground)
        phone.wait_for_timeout(500)  # colours fade in
        found = Axe().run(phone)
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"
    turn.comes()
    expect(heading(phone, "goals")).to_be_visible()


def test_who_would_rather_stay_is_told_where_the_room_is_and_not_that_they_are_brought(
    phone: Page, turn: Turn, laptop: Page, cohort: Cohort
) -> None:
    bring(laptop, "mentor_criteria")
    join(phone, cohort.code, slug="myths")
    phone.get_by_text("Follow the facilitator automatically").click()
    settled(phone)
    turn.waits()
    bring(laptop, "goals")
    expect(notice(phone)).to_have_text(MOVED)
    turn.comes()
    expect(phone.get_by_text("Your room is on “What you want from a mentor”.")).to_be_visible()
    expect(notice(phone)).to_have_text("")
    expect(heading(phone, "myths")).to_be_visible()


def test_who_is_there_already_is_told_of_the_figures_and_of_nothing_else(
    phone: Page, turn: Turn, laptop: Page, cohort: Cohort
) -> None:
    join(phone, cohort.code)
    pick(phone, "Commitment")
    turn.waits()
    bring(laptop, "mentor_criteria")
    phone.wait_for_timeout(1500)  # longer than the signal takes
    expect(notice(phone)).to_have_text("")
    go_on(laptop, "Close voting and show results")
    expect(notice(phone)).to_contain_text("The results are in.")
    turn.comes()
    expect(notice(phone)).to_have_text("")


def test_what_is_said_never_covers_the_field_that_one_types_in(
    phone: Page, turn: Turn, laptop: Page, cohort: Cohort
) -> None:
    join(phone, cohort.code, slug="goals")
    field = phone.get_by_role("textbox", name="Your goal in one sentence")
    field.focus()
    field.evaluate("e => e.scrollIntoView({ block: 'start' })")
    turn.waits()
    bring(laptop, "self_assessment")
    expect(notice(phone)).to_contain_text("The room is moving on")
    said, typed = notice(phone).bounding_box(), field.bounding_box()
    assert said
    assert typed
    assert typed["y"] < 60, "the field is where the sentence would stand"
    assert said["y"] > typed["y"] + typed["height"]
    field.evaluate("e => e.scrollIntoView({ block: 'end' })")
    phone.wait_for_timeout(300)
    said, typed = notice(phone).bounding_box(), field.bounding_box()
    assert said
    assert typed
    assert said["y"] + said["height"] <= typed["y"]
    turn.comes()


# How often a page started listening, which goes through the worker that all tabs share.
COUNT_LISTENING = """
window.listening = 0;
window.SharedWorker = class extends SharedWorker {
    constructor(...how) { super(...how); window.listening += 1; }
};
"""


def test_a_phone_goes_on_listening_while_one_turns_the_pages(
    people: People, cohort: Cohort, laptop: Page
) -> None:
    phone = people.on_a_phone()
    phone.add_init_script(COUNT_LISTENING)
    join(phone, cohort.code, slug="roles")
    until(phone, "window.listening === 1")
    phone.get_by_role("link", name="Next:").click()
    expect(heading(phone, "goals")).to_be_visible()
    phone.get_by_role("link", name="Back to").click()
    expect(phone.get_by_role("heading", name="Today's exercises")).to_be_visible()
    bring(laptop, "mentor_criteria")
    expect(heading(phone, "mentor_criteria")).to_be_visible()
    assert phone.evaluate("window.listening") == 1
