"""From the code on the wall to the first saved answer, as a person with a phone."""

import time

import pytest
from playwright.sync_api import expect

from pages.wording import WORDING
from tests.browser.conftest import Cohort, People, saved

WORDS = WORDING.in_("en")

# Only catches a hang; the time on a quiet machine is in the test's record.
PATIENCE_SECONDS = 60


def test_a_phone_gets_from_the_code_to_a_saved_answer(
    people: People, cohort: Cohort, record_property: pytest.FixtureRequest
) -> None:
    phone = people.on_a_phone()
    began = time.perf_counter()
    phone.goto(f"/join/{cohort.code}")
    phone.get_by_role("link", name="Start: ").or_(
        phone.get_by_role("button", name="Start: ")
    ).first.click()
    answer = phone.locator("[class*='st-key-first_team'] button[data-variant]").first
    answer.click()
    expect(saved(phone, "roles", "roles")).to_be_visible()
    seconds = time.perf_counter() - began
    record_property("seconds from the link to the first saved answer", f"{seconds:.1f}")  # type: ignore[operator]
    print(f"from the link to the first saved answer: {seconds:.1f} s")
    assert seconds < PATIENCE_SECONDS


@pytest.mark.parametrize(
    ("slug", "part", "first"),
    [("roles", "roles", "first_team"), ("goals", "goals", "purpose-")],
)
def test_a_first_answer_shows_once_round_its_inputs(
    people: People, cohort: Cohort, slug: str, part: str, first: str
) -> None:
    phone = people.on_a_phone()
    phone.goto(f"/join/{cohort.code}")
    phone.goto(f"/{slug}")
    expect(phone.get_by_text(WORDS.room.answer_first)).to_have_count(1)
    phone.locator(f"[class*='st-key-{first}'] button[data-variant]").first.click()
    expect(saved(phone, part, slug)).to_be_visible()
    expect(phone.get_by_text(WORDS.room.answer_first)).to_have_count(0)
    expect(phone.get_by_text(WORDS.room.not_revealed)).to_have_count(1)
    assert people.complaints == []
