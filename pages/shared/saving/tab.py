"""Identifies the tab, so that a stale one can't overwrite newer answers.

A browser sends its widgets' values again after the server has restarted or forgotten the session.
Meanwhile another of the attendee's tabs may have saved something else. So each page has a random
name in a hidden widget, which is sent along, and every answer is stored with the name of the page
that gave it. A second hidden widget says which answer the page was drawn with (saving/known.py).
Widgets that show something newer than what a page sent get new keys, so that the old values have no
effect; the page's name includes this edition, too.
"""

import re
import secrets
import threading
from functools import lru_cache

import streamlit as st

from data import keys

_FRESH = "name of a page that this session began with"
_NAME = "tab"
_EDITION = "edition of what the page shows"
_GIVEN = re.compile(r"(?P<name>[0-9a-f]{16})(\.(?P<edition>[0-9]{1,18}))?")


class _Here(threading.local):
    """What this thread's run shows, which every widget looks up."""

    edition: str | None = None

    def __init__(self) -> None:
        self.drawn: list[str] = []


_here = _Here()


def settle() -> None:
    """Find out which edition this run shows; call this at the start of each run."""
    _here.edition = str(st.session_state.get(_EDITION, ""))
    _here.drawn = []


def drawn() -> tuple[str, ...]:
    """Return the keys of the attendee's widgets that this run has drawn so far."""
    return tuple(_here.drawn)


def begin() -> None:
    """Put a name into the page, or find the one that it already has; call this once per page."""
    fresh = st.session_state.setdefault(_FRESH, secrets.token_hex(8))
    edition = st.session_state.get(_EDITION)
    if edition is not None and st.session_state.get(_NAME) != f"{name()}.{edition}":
        st.session_state[_NAME] = f"{name()}.{edition}"
        fresh = ""  # session state takes precedence over a widget's default
    with st.container(key="unseen"):
        st.text_input(_NAME, value=fresh, key=_NAME, label_visibility="collapsed")
    if edition is None and (told := _told()["edition"]):  # by a page older than its session
        show_anew(int(told))


def name() -> str:
    """Return this page's name."""
    return str(_told()["name"] or st.session_state.get(_FRESH, ""))


def seen(what: str, seq: int, attendee_key: str) -> int:
    """Return which answer the page was drawn with, or `seq` if it's being drawn only now."""
    with st.container(key="unseen-answer"):
        told = st.text_input(
            "seen",
            value=str(seq),
            key=own_key(f"seen-{what}", attendee_key),
            label_visibility="collapsed",
        )
    return int(told) if re.fullmatch("[0-9]{1,18}", str(told)) else seq


def show_anew(seq: int) -> None:
    """Make the page's widgets start again from what's stored under this seq."""
    st.session_state[_EDITION] = seq
    _here.edition = str(seq)


def _told() -> dict[str, str | None]:
    given = _GIVEN.fullmatch(str(st.session_state.get(_NAME, "")))
    return given.groupdict() if given else {"name": None, "edition": None}


def own_key(widget: str, attendee_key: str) -> str:
    """Return an attendee's widget key in the edition that the page shows."""
    if _here.edition is None:  # in a callback, which runs before the page
        settle()
    key = f"{widget}-{_whose(f'{attendee_key}{_here.edition}')}"
    _here.drawn.append(key)
    return key


def draft_name(widget: str, attendee_key: str) -> str:
    """Return the draft name of an attendee's widget, the same in every edition."""
    return f"{widget}-{_whose(attendee_key)}"


@lru_cache(maxsize=4096)
def _whose(attendee_and_edition: str) -> str:
    return keys.fingerprint(attendee_and_edition)[:12]
