"""Everyone has their own day, wherever the server is."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from pages.http import zones

HOSTILE = (
    "",
    "../../etc/passwd",
    "/etc/passwd",
    "America",
    "Nowhere/Land",
    "x" * 5000,
    "\x00",
    "é",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_zone_that_there_is_not_is_utc(name: str) -> None:
    assert zones.zone(name).key == "UTC"


@pytest.mark.parametrize(
    ("name", "at", "day"),
    [
        ("America/Los_Angeles", datetime(2026, 11, 28, 3, 0), date(2026, 11, 27)),
        ("Pacific/Auckland", datetime(2026, 11, 28, 13, 0), date(2026, 11, 29)),
        ("UTC", datetime(2026, 11, 28, 23, 59), date(2026, 11, 28)),
    ],
)
def test_a_moment_is_on_the_readers_day(name: str, at: datetime, day: date) -> None:
    assert zones.day_of(at, ZoneInfo(name)) == day
    assert zones.day_of(at.replace(tzinfo=UTC), ZoneInfo(name)) == day


def test_a_link_names_the_zone_and_whatever_else_it_has_to() -> None:
    link = urlsplit(zones.linked("/me/plan.html", "Pacific/Auckland", paper="letter"))
    assert parse_qs(link.query) == {"paper": ["letter"], "zone": ["Pacific/Auckland"]}
    assert zones.linked("/me/plan.ics", None) == "/me/plan.ics"
    assert parse_qs(urlsplit(zones.linked("/a", "a&b=c d")).query) == {"zone": ["a&b=c d"]}


def test_today_differs_round_the_world() -> None:
    east, west = zones.zone("Pacific/Kiritimati"), zones.zone("Pacific/Pago_Pago")  # 25 hours
    assert zones.today(east) - zones.today(west) >= timedelta(days=1)
