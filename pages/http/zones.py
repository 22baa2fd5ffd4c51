"""The day that it is for who reads: a server's own day is wrong for half of the world."""

from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from starlette.requests import Request

_ASKED: Final = "zone"
_UTC: Final = ZoneInfo("UTC")  # there without looking at any file later


def zone(name: str | None) -> ZoneInfo:
    """Return the zone of this name, such as "Pacific/Auckland"; UTC where there is no such one."""
    try:
        return ZoneInfo(name) if name else _UTC
    except (ValueError, OSError, ZoneInfoNotFoundError):  # a browser can claim to be anywhere
        return _UTC


def asked(request: Request) -> ZoneInfo:
    """Return the zone that a link names, as a page made it: a browser's request tells none."""
    return zone(request.query_params.get(_ASKED))


def linked(path: str, name: str | None, **query: str) -> str:
    """Return the link to a route that writes days, for a browser in the zone of this name."""
    named = {_ASKED: name} if name else {}
    told = urlencode({**query, **named}, safe="/")
    return f"{path}?{told}" if told else path


def today(where: ZoneInfo) -> date:
    """Return the day that it is there now."""
    return datetime.now(where).date()


def day_of(moment: datetime, where: ZoneInfo) -> date:
    """Return on which day there something was that is stored, in UTC, as of this moment."""
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(where).date()
