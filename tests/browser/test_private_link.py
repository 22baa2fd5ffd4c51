"""A private link from someone else: it asks first, is marked, and no other site can confirm it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Cohort, People, fold_out, join, open_as_ones_own, pick
from tests.browser.test_frames import Site, site
from tests.server import Server

__all__ = ["site"]

MARK = "You opened this plan with a private link."


@pytest.fixture
def link(people: People, cohort: Cohort) -> Iterator[str]:
    """The private link of someone who means harm."""
    sender = people.on_a_phone()
    join(sender, cohort.code)
    sender.goto("/")
    fold_out(sender, "My private link")
    yield sender.get_by_role("textbox", name="My private link").input_value()


def plan_of(server: Server, link: str) -> str:
    """What anyone with a private link reads in its plan."""
    key = link.rpartition("/")[2]
    return httpx.get(f"{server.url}/me/plan.json", headers={"Authorization": f"Bearer {key}"}).text


def keys_of(page: Page) -> str:
    return "".join(c["value"] for c in page.context.cookies() if c["name"] == "workshop_attendee")


def test_who_is_sent_a_private_link_says_no_and_writes_into_a_plan_of_their_own(
    people: People, cohort: Cohort, server: Server, link: str
) -> None:
    phone = people.on_a_phone()
    phone.goto(link)
    expect(phone.get_by_role("heading", name="Is this your plan?")).to_be_visible()
    expect(phone.get_by_text("Spring webinar")).to_be_visible()
    phone.get_by_role("link", name="No, continue with a plan of my own").click()
    expect(phone.get_by_role("heading", name="Today's exercises")).to_be_visible()
    expect(phone.get_by_text(MARK)).to_have_count(0)
    phone.goto("/mentor_criteria")
    pick(phone, "Commitment")
    assert "commitment" not in plan_of(server, link)


def test_who_said_yes_sees_so_on_each_page_and_switches_back_at_once(
    people: People, cohort: Cohort, server: Server, link: str
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    pick(phone, "Connection")
    open_as_ones_own(phone, link)
    phone.goto("/mentor_criteria")
    expect(phone.get_by_text(MARK)).to_be_visible()
    phone.get_by_role("button", name="Not yours? Switch to a plan of your own").click()
    expect(phone.get_by_role("heading", name="Today's exercises")).to_be_visible()
    phone.goto("/mentor_criteria")
    expect(phone.get_by_text("1 of 3 picked")).to_be_visible()
    expect(phone.get_by_text(MARK)).to_have_count(0)
    assert "connection" not in plan_of(server, link)


def test_a_form_on_another_site_does_not_adopt_in_ones_place(
    people: People, cohort: Cohort, link: str, site: Site
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code)
    before = keys_of(phone)
    form = f"<form method=post action='{link}'></form><script>document.forms[0].submit()</script>"
    Path(site.folder / "index.html").write_text(form)
    with phone.expect_response(lambda answered: answered.url == link) as answered:
        phone.goto(site.url)
    assert answered.value.status == 403
    assert keys_of(phone) == before
    phone.goto("/")
    people.foreign_requests.clear()  # created by this test itself
