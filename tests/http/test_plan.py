"""Downloads of your own answers, as the server sends them."""

from datetime import date
from pathlib import Path

import httpx
from icalendar import Calendar

from data import Store
from exercises.closing.answer import Closing
from tests.people import attendee_of
from tests.server import Server


def test_a_plan_with_a_day_in_it_is_there_in_every_form(tmp_path: Path) -> None:
    server, day = Server(tmp_path), date(2027, 3, 1)
    store = Store(str(server.store))
    cohort, _ = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    store.answers.save(key, cohort.code, "closing", Closing(commitment="Write to Asha", by=day))
    store.close()
    with server:
        cookies = {"workshop_attendee": f"{cohort.code}.{key}"}
        told = {
            form: httpx.get(f"{server.url}/me/plan.{form}", cookies=cookies, timeout=30)
            for form in ("html", "docx", "ics", "json")
        }
    assert {form: answer.status_code for form, answer in told.items()} == dict.fromkeys(told, 200)
    days = [event.decoded("dtstart") for event in Calendar.from_ical(told["ics"].text).events]
    assert day in days
