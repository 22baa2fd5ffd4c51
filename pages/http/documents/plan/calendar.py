"""The plan's dates for a calendar: those that someone chose, and three days for a review."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Final

from icalendar import Alarm, Calendar, Event
from starlette.responses import Response

from exercises.plan import Date
from pages.http.documents.plan.download import download
from pages.http.documents.plan.gathered import Plan, own_plan
from pages.http.links import base_url
from pages.http.routes.callers import Caller

# In days after the calendar is downloaded.
CHECKS: Final = (7, 30, 90)
_BEGINNING: Final = datetime(2020, 1, 1, tzinfo=UTC)
_MORNING: Final = timedelta(hours=9)  # after midnight


def as_ics(caller: Caller) -> Response:
    """Return the dates as iCalendar."""
    _, key = caller.attended()
    whose = sha256(f"calendar/{key}".encode()).hexdigest()[:16]
    url = caller.request.url
    plan = own_plan(caller)
    made = calendar(plan, whose, f"{base_url(url.scheme, url.netloc)}/plan")
    return download(made, "text/calendar; charset=utf-8", plan.words, "ics")


def calendar(plan: Plan, whose: str, back: str = "") -> bytes:
    """Return all-day events; a new download replaces the same person's earlier events.

    Each has an alarm in the morning, and a link back to the plan.
    """
    entries = Calendar()
    entries.add("prodid", "-//Climbing Together//My plan//EN")
    entries.add("version", "2.0")
    # Calendar programs keep the higher sequence number; the store's are too large for RFC 5545.
    made = int((datetime.now(UTC) - _BEGINNING).total_seconds())
    for day in (*plan.dates, *checks(plan)):
        event = Event()
        event.add("uid", f"{whose}-{day.item}@climbing-together")
        event.add("sequence", made)
        event.add("dtstamp", datetime.now(UTC))
        event.add("dtstart", day.on)
        if day.on < date.max:  # without an end, it still lasts all day
            event.add("dtend", day.on + timedelta(days=1))
        event.add("summary", day.title)
        if day.details:
            event.add("description", day.details)
        if back:
            event.add("url", back)
        event.add("transp", "TRANSPARENT")
        event.add_component(_alarm(day.title))
        entries.add_component(event)
    return bytes(entries.to_ical())


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _MORNING)
    return alarm


def checks(plan: Plan) -> Iterable[Date]:
    """Return the days for reviewing the plan."""
    words = plan.words
    return tuple(
        Date(
            plan.made_on + timedelta(days=days),
            words.check.format(days=days),
            words.check_details,
            item=f"check-{days}",
        )
        for days in CHECKS
    )
