"""Someone taps faster than the server answers, and no tap is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Cohort, People, in_order, join, pick, saved, settled


@pytest.mark.parametrize("pause", [0, 20, 80], ids="{} ms".format)
@pytest.mark.parametrize("taps", [2, 3], ids="{} taps".format)
def test_taps_in_quick_succession_all_count(
    people: People, cohort: Cohort, taps: int, pause: int
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    settled(phone)
    group = phone.get_by_role("toolbar", name="Pick your top three")
    for quality in ("Commitment", "Connection", "Availability")[:taps]:
        group.get_by_role("button", name=quality, exact=True).click()
        phone.wait_for_timeout(pause)
    expect(in_order(phone).locator("li")).to_have_count(taps)
    expect(saved(phone)).to_be_visible()
    settled(phone)
    phone.reload()
    expect(in_order(phone).locator("li")).to_have_count(taps)


def test_a_tap_on_what_is_said_of_the_answer_goes_to_what_lies_beneath(
    people: People, cohort: Cohort
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    pick(phone, "Commitment")
    expect(saved(phone)).to_be_visible()
    beneath = saved(phone).evaluate(
        """said => {
            const { x, y, width, height } = said.getBoundingClientRect();
            return !said.contains(document.elementFromPoint(x + width / 2, y + height / 2));
        }"""
    )
    assert beneath
