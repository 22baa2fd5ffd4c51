"""A browser has one room stream for all its tabs: more would use up its connections."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Cohort, People, join, settled
from tests.browser.leading import bring
from tests.browser.test_told_at_once import heading
from tests.http.conftest import forms
from tests.server import Server

CONNECTIONS = 6  # per server over HTTP/1.1


def present(page: Page) -> str:
    """How many people are here, by the dashboard: once a stream closes, it's one fewer."""
    return page.get_by_text(re.compile(r"Here now: \d+")).inner_text()


def tabs(people: People, code: str, slug: str) -> tuple[BrowserContext, list[Page]]:
    """As many tabs of one browser following a room as it has connections."""
    first = people.at_a_laptop()
    join(first, code, slug=slug)
    more = [first.context.new_page() for _ in range(CONNECTIONS - 1)]
    for page in more:
        page.goto(f"/{slug}")
        expect(heading(page, slug)).to_be_visible()
    return first.context, [first, *more]


def test_a_seventh_tab_and_a_download_need_not_wait_for_another_to_close(
    people: People, cohort: Cohort
) -> None:
    browser, opened = tabs(people, cohort.code, "goals")
    seventh = browser.new_page()
    seventh.goto("/roles", timeout=15_000)
    expect(heading(seventh, "roles")).to_be_visible()
    seventh.goto("/plan", timeout=15_000)
    status = seventh.evaluate("fetch('/me/plan.docx').then(({ status }) => status)")
    assert status == 200
    # All of them keep following, even when the first has closed.
    opened[0].close()
    laptop = people.at_a_laptop()
    laptop.goto(f"/facilitate/{cohort.facilitator_key}")
    bring(laptop, "mentor_criteria")
    for page in opened[1:]:
        expect(heading(page, "mentor_criteria")).to_be_visible()
    assert "1" in present(laptop).split()


def test_a_stream_of_another_room_and_of_who_leads_it_stays_apart(
    people: People, server: Server
) -> None:
    spring, autumn = Cohort(server), Cohort(server)
    mine = people.at_a_laptop()
    join(mine, spring.code, slug="roles")
    other = mine.context.new_page()
    join(other, autumn.code, slug="roles")
    leading = mine.context.new_page()
    leading.goto(f"/facilitate/{autumn.facilitator_key}")
    settled(leading)
    autumn.add(forms(4))
    expect(leading.get_by_text("Joined: 5")).to_be_visible()
    bring(leading, "mentor_criteria")
    expect(heading(other, "mentor_criteria")).to_be_visible()
    expect(heading(mine, "roles")).to_be_visible()
    bring(leading, "self_assessment")
    expect(heading(other, "self_assessment")).to_be_visible()
    expect(heading(mine, "roles")).to_be_visible()


def test_who_leads_a_room_and_takes_part_in_it_is_not_drawn_anew_by_each_answer(
    people: People, cohort: Cohort
) -> None:
    page = people.at_a_laptop()
    page.goto(f"/facilitate/{cohort.facilitator_key}")
    join(page, cohort.code, slug="roles")
    settled(page)
    page.wait_for_timeout(2000)
    page.evaluate("window.asked = 0")
    page.evaluate(
        """new MutationObserver(() => window.asked += 1).observe(
            document.querySelector("[data-testid=stApp]"),
            { attributes: true, attributeFilter: ["data-test-script-state"] })"""
    )
    cohort.add(forms(4))
    page.wait_for_timeout(3000)
    assert page.evaluate("window.asked") == 0


@pytest.mark.parametrize(
    "lacks",
    [
        "delete window.SharedWorker",
        "window.SharedWorker = class { "
        "constructor() { throw new DOMException('denied', 'SecurityError'); } }",
    ],
)
def test_a_browser_without_shared_workers_follows_all_the_same(
    people: People, cohort: Cohort, lacks: str
) -> None:
    phone, laptop = people.on_a_phone(), people.at_a_laptop()
    phone.add_init_script(lacks)
    join(phone, cohort.code, slug="roles")
    laptop.goto(f"/facilitate/{cohort.facilitator_key}")
    bring(laptop, "mentor_criteria")
    expect(heading(phone, "mentor_criteria")).to_be_visible()
