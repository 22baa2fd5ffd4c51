"""My plan in a browser: it shows every answer, prints on either paper, and can be deleted."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from exercises.formats import day
from pages.http.documents.plan.calendar import CHECKS
from tests.browser.conftest import PHONE, Cohort, People, fold_out, join, saved

WORLD = "مرحبا · 你好 · שלום · 👩🏽‍💻 <b>not bold</b>"


def test_a_plan_is_printed_and_then_deleted_for_good(people: People, cohort: Cohort) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code, slug="goals")
    goal = phone.get_by_role("textbox", name="Your goal in one sentence")
    goal.fill(WORLD)
    goal.blur()
    expect(saved(phone, "goals", "goals")).to_be_visible()
    phone.get_by_role("link", name="My plan").click()
    expect(phone.get_by_role("heading", name="My mentoring plan")).to_be_visible()
    expect(phone.get_by_text("not bold").first).to_be_visible()
    for paper, height in (("a4", 842), ("letter", 792)):
        phone.goto(f"/me/plan.html?paper={paper}")
        expect(phone.get_by_text(WORLD).first).to_be_visible()
        expect(phone.get_by_role("button", name="Print or save as PDF")).to_be_visible()
        printed = phone.pdf(prefer_css_page_size=True)
        boxes = re.findall(rb"/MediaBox \[0 0 [\d.]+ ([\d.]+)\]", printed)
        assert boxes
        assert float(boxes[0]) == pytest.approx(height, abs=1)
    phone.goto("/plan")
    fold_out(phone, "Delete all my answers").get_by_text("Yes, delete everything").click()
    phone.get_by_role("button", name="Delete everything", exact=True).click()
    expect(phone.get_by_text("not bold")).to_have_count(0)
    expect(phone.get_by_role("link", name="Join")).to_be_visible()
    assert phone.request.get("/me/plan.json").status == 401


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])  # 25 hours apart
def test_a_plan_and_its_calendar_are_made_on_the_day_of_who_takes_them(
    people: People, cohort: Cohort, zone: str
) -> None:
    phone = people.at(**PHONE, timezone_id=zone)
    join(phone, cohort.code)
    phone.goto("/plan")
    today = datetime.now(ZoneInfo(zone)).date()

    def taken(name: str) -> str:
        link = phone.get_by_role("link", name=name).get_attribute("href")
        assert link
        return phone.request.get(link).text()

    assert day(today, "en") in taken("Print or PDF (A4)")
    events = Calendar.from_ical(taken("Calendar (ICS)")).walk("VEVENT")
    assert {e.decoded("dtstart") for e in events} == {today + timedelta(days=d) for d in CHECKS}
