"""Dates and times in the time zone of whoever looks at the page."""

from datetime import UTC, date, datetime

import streamlit as st

from pages.http import zones


def today() -> date:
    """Return today's date where the browser is."""
    return zones.today(zones.zone(st.context.timezone))


def day_of(moment: datetime) -> date:
    """Return the date in the browser's time zone of a stored moment."""
    return zones.day_of(moment, zones.zone(st.context.timezone))


def time_of(moment: datetime) -> str:
    """Return the time of day of a stored moment on this browser's clock, such as "14:05"."""
    return f"{moment.replace(tzinfo=UTC).astimezone(zones.zone(st.context.timezone)):%H:%M}"


def link(path: str, **query: str) -> str:
    """Return a link to a route that writes dates, in the browser's time zone."""
    return zones.linked(path, st.context.timezone, **query)
