"""The day that it is for who looks at the page."""

from datetime import UTC, date, datetime

import streamlit as st

from pages.http import zones


def today() -> date:
    """Return the day that it is where the browser is."""
    return zones.today(zones.zone(st.context.timezone))


def day_of(moment: datetime) -> date:
    """Return on which of the browser's days something was that is stored as of this moment."""
    return zones.day_of(moment, zones.zone(st.context.timezone))


def time_of(moment: datetime) -> str:
    """Return the time of day of a stored moment on this browser's clock, such as "14:05"."""
    return f"{moment.replace(tzinfo=UTC).astimezone(zones.zone(st.context.timezone)):%H:%M}"


def link(path: str, **query: str) -> str:
    """Return the link to a route of ours that writes days, as those of this browser."""
    return zones.linked(path, st.context.timezone, **query)
