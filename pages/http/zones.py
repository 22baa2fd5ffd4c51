"""Dates in the reader's time zone; the server's own date is wrong for half of the world."""

from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from starlette.requests import Request

_ASKED: Final = "zone"
_UTC: Final = ZoneInfo("UTC")  # loaded now, so that no file is read later


def zone(name: str | None) -> ZoneInfo:
    """Return the zone of this name, such as "Pacific/Auckland", or UTC if there's no such zone."""
    try:
        return ZoneInfo(name) if name else _UTC
    except (ValueError, OSError, ZoneInfoNotFoundError):  # a browser can claim anything
        return _UTC


def asked(request: Request) -> ZoneInfo:
    """Return the zone named in a link that a page made; the request itself doesn't say."""
    return zone(request.query_params.get(_ASKED))


def linked(path: str, name: str | None, **query: str) -> str:
    """Return the link to a route that writes dates, for a browser in this time zone."""
    named = {_ASKED: name} if name else {}
    told = urlencode({**query, **named}, safe="/")
    return f"{path}?{told}" if told else path


def today(where: ZoneInfo) -> date:
    """Return today's date in this zone."""
    return datetime.now(where).date()


def day_of(moment: datetime, where: ZoneInfo) -> date:
    """Return the date in this zone of a stored moment, which is in UTC."""
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(where).date()
