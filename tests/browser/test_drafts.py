"""Typed text is never lost silently: a draft survives until the store has it."""

import re
import signal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import EXERCISES, Cohort, People, go_further, join, pick, settled
from tests.browser.leading import look_at
from tests.server import Server


def first_goal(phone: Page) -> Locator:
    """The first goal's field, found by its label because fields are drawn one after the other."""
    return phone.get_by_role("textbox", name="Your goal in one sentence")


def start_a_name(phone: Page, cohort: Cohort) -> None:
    join(phone, cohort.code)
    pick(phone, "Commitment")
    go_further(phone)
    phone.get_by_role("button", name="Add a person").click()
    expect(the_name(phone)).to_be_visible()
    settled(phone)


def the_name(phone: Page) -> Locator:
    return phone.get_by_role("textbox", name="Name or nickname")


def whereabouts(phone: Page) -> Locator:
    return phone.locator("[data-whereabouts]")


def stored_whatever_the_browser_keeps(phone: Page, name: str) -> None:
    phone.evaluate("localStorage.clear()")
    phone.reload()
    go_further(phone)
    expect(the_name(phone)).to_have_value(name)


def type_while_the_server_hangs(phone: Page, server: Server) -> None:
    assert server.process is not None
    server.process.send_signal(signal.SIGSTOP)
    the_name(phone).press_sequentially("Asha")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Draft")
    server.kill()


def type_at_once(phone: Page, letter: str) -> str:
    """Type a letter while the field is there, and return it; otherwise return nothing."""
    typed: str = phone.evaluate(
        """(letter) => {
            const field = document.querySelector('textarea[aria-label^="Your goal"]');
            if (!field) return "";
            Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(
                field, field.value + letter);
            field.dispatchEvent(new Event("input", { bubbles: true }));
            return letter;
        }""",
        letter,
    )
    return typed


def test_a_pause_in_typing_saves_without_leaving_the_field(people: People, cohort: Cohort) -> None:
    phone = people.on_a_phone()
    start_a_name(phone, cohort)
    the_name(phone).press_sequentially("Asha")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Draft")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved")
    expect(the_name(phone)).to_be_focused()
    the_name(phone).press_sequentially(" Rao")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved")
    phone.reload()
    expect(the_name(phone)).to_have_value("Asha Rao")


def test_the_page_says_saved_only_while_every_field_is(people: People, cohort: Cohort) -> None:
    """Regression: *Saved* at the foot of a page, next to a field with an unsaved draft."""
    phone = people.on_a_phone()
    start_a_name(phone, cohort)
    line = phone.locator("[class*='st-key-whereabouts-']").filter(has_text="Saved").first
    expect(line.get_by_text("Saved")).to_be_visible()
    the_name(phone).press_sequentially("Asha")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Draft")
    expect(line).to_have_attribute("data-unsaved", "Draft")
    expect(line.get_by_text("Saved")).to_be_hidden()
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved")
    expect(line.get_by_text("Saved")).to_be_visible()


def test_who_pauses_after_a_blank_and_goes_on_loses_nothing_to_a_reload(
    people: People, cohort: Cohort
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code, slug="goals")
    field = first_goal(phone)
    field.press_sequentially("Lead a ")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved")
    field.press_sequentially("review")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Draft")
    phone.reload()
    expect(first_goal(phone)).to_have_value("Lead a review")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved")


def test_a_draft_after_letters_that_the_store_writes_otherwise_is_there_after_a_reload(
    people: People, cohort: Cohort
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code, slug="goals")
    field = first_goal(phone)
    field.fill("\u200eCafe\u0301")  # pasted
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved")
    field.press_sequentially(" talks")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Draft")
    phone.reload()
    expect(first_goal(phone)).to_have_value(re.compile("talks$"))
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved")
    phone.evaluate("localStorage.clear()")
    phone.reload()
    expect(first_goal(phone)).to_have_value("Café talks")


@pytest.mark.own_server
def test_a_text_typed_while_the_server_hung_is_there_after_a_reload_and_gets_saved(
    people: People, cohort: Cohort, server: Server
) -> None:
    phone = people.on_a_phone()
    start_a_name(phone, cohort)
    type_while_the_server_hangs(phone, server)
    server.start()
    phone.reload()
    expect(the_name(phone)).to_have_value("Asha", timeout=30_000)
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved", timeout=30_000)
    stored_whatever_the_browser_keeps(phone, "Asha")


@pytest.mark.own_server
def test_a_text_typed_while_the_server_hung_is_saved_when_it_is_back_without_a_click(
    people: People, cohort: Cohort, server: Server
) -> None:
    phone = people.on_a_phone()
    start_a_name(phone, cohort)
    type_while_the_server_hangs(phone, server)
    expect(whereabouts(phone)).to_have_attribute(
        "data-whereabouts", "Offline: kept on this device", timeout=30_000
    )
    server.start()
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved", timeout=30_000)
    stored_whatever_the_browser_keeps(phone, "Asha")


def test_a_text_typed_in_the_moment_one_is_taken_along_is_there_on_coming_back(
    people: People, cohort: Cohort
) -> None:
    facilitator, phone = people.at_a_laptop(), people.on_a_phone()
    facilitator.goto(f"/facilitate/{cohort.facilitator_key}")
    here = facilitator.get_by_role("button", name="Bring everyone here")
    expect(here).to_be_visible()
    join(phone, cohort.code, slug="goals")
    sentence = first_goal(phone)
    expect(sentence).to_be_visible()
    settled(phone)
    # Never pauses for a second until the next page is there.
    letters = "I want to lead a design review by the summer " * 3
    typed = type_at_once(phone, letters[0])
    here.click()
    for letter in letters[1:]:
        if phone.get_by_role("heading", name="Coach, mentor or sponsor?").is_visible():
            break
        typed += type_at_once(phone, letter)
        phone.wait_for_timeout(100)
    expect(phone.get_by_role("heading", name="Coach, mentor or sponsor?")).to_be_visible()
    settled(phone)
    phone.get_by_role("link", name="Back", exact=False).first.click()
    phone.get_by_role("link", name=EXERCISES["goals"].content().title).first.click()
    # All but a letter typed while the page was already on its way out.
    expect(first_goal(phone)).to_have_value(re.compile(f"^{typed[:-1].strip()}"))


def test_a_text_typed_just_before_one_is_taken_along_is_there_where_the_next_step_starts_from_it(
    people: People, cohort: Cohort
) -> None:
    facilitator, phone = people.at_a_laptop(), people.on_a_phone()
    facilitator.goto(f"/facilitate/{cohort.facilitator_key}")
    look_at(facilitator, "self_assessment")
    here = facilitator.get_by_role(
        "button", name=f"Bring everyone here: {EXERCISES['self_assessment'].content().title}"
    )
    join(phone, cohort.code, slug="goals")
    sentence = first_goal(phone)
    expect(sentence).to_be_visible()
    settled(phone)
    sentence.fill("Lead a design review")
    here.click()  # less than the one-second pause after which typing is saved
    title = EXERCISES["self_assessment"].content().title
    expect(phone.get_by_role("heading", name=title, level=1)).to_be_visible()
    expect(phone.get_by_text("Lead a design review")).to_be_visible()


# Simulates a phone that draws slowly: a field is missing when the script first looks for it, then
# empty, and only then has its text. Counts the lookups.
DRAWS_SLOWLY = """
(() => {
  const find = document.querySelector;
  const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
  const begun = {};
  window.looks = 0;
  document.querySelector = function (selector) {
    const found = find.call(document, selector);
    if (!String(selector).includes("textarea") || !found) return found;
    window.looks += 1;
    const first = (begun[selector] ??= { at: performance.now(), text: found.value });
    const since = performance.now() - first.at;
    if (since < 300) return null;
    if (found.tagName !== "TEXTAREA") return found;
    value.set.call(found, since < 500 ? "" : first.text);
    return found;
  };
})();
"""


def test_a_saved_text_is_called_saved_on_a_phone_that_draws_slowly_and_costs_it_little(
    people: People, cohort: Cohort
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code, slug="goals")
    first_goal(phone).fill("Lead a design review")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved")
    phone.add_init_script(DRAWS_SLOWLY)
    phone.reload()
    expect(first_goal(phone)).to_have_value("Lead a design review")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved")
    phone.wait_for_timeout(1000)
    looks = phone.evaluate("window.looks")
    fields = phone.locator("textarea, input[type=text]").count()
    assert 0 < looks < 50 * fields
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved")


# A third-party frame without storage, and a browser whose storage is full.
KEEPS_NOTHING = {
    "refuses": """Object.defineProperty(window, "localStorage", {
        get() { throw new DOMException("denied", "SecurityError"); } });""",
    "is full": """Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError"); };""",
}


@pytest.mark.parametrize("storage", KEEPS_NOTHING)
def test_a_browser_that_keeps_nothing_sends_what_is_typed_all_the_same(
    people: People, cohort: Cohort, storage: str
) -> None:
    phone = people.on_a_phone()
    phone.add_init_script(KEEPS_NOTHING[storage])
    join(phone, cohort.code, slug="goals")
    field = first_goal(phone)
    field.press_sequentially("Lead a design review")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Draft")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved")
    expect(field).to_be_focused()
    phone.reload()
    expect(field).to_have_value("Lead a design review")
    expect(whereabouts(phone)).to_have_attribute("data-whereabouts", "Saved")
