"""Which open page this is, so that one left open on another device overwrites nothing newer.

A browser sends the values of its widgets again when the server was started anew or has forgotten
the session. If they are older than what another page of the same attendee saved since, they must
not count. So every page has a random name in a widget that nobody sees, which is sent along; every
answer is stored with the name of the page that gave it; and widgets that show something newer than
what a page sent have other keys, so that what it sent goes nowhere.
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


class _Here(threading.local):
    """What the run on this thread shows: asked for at every widget."""

    edition: str | None = None

    def __init__(self) -> None:
        self.drawn: list[str] = []


_here = _Here()


def settle() -> None:
    """Find out which edition this run shows; to be called at the start of each."""
    _here.edition = str(st.session_state.get(_EDITION, ""))
    _here.drawn = []


def drawn() -> tuple[str, ...]:
    """Return the keys of the attendee's widgets that this run has drawn so far."""
    return tuple(_here.drawn)


def begin() -> None:
    """Put the page's name into it, or find the name that it already has; once on every page."""
    fresh = st.session_state.setdefault(_FRESH, secrets.token_hex(8))
    with st.container(key="unseen"):
        st.text_input(_NAME, value=fresh, key=_NAME, label_visibility="collapsed")


def name() -> str:
    """Return the name of this page."""
    given = str(st.session_state.get(_NAME, ""))
    return given if re.fullmatch("[0-9a-f]{16}", given) else str(st.session_state.get(_FRESH, ""))


def is_older_than(other: str) -> bool:
    """Say whether this page was open before its session, and another one saved the last answer."""
    return name() not in (st.session_state.get(_FRESH, ""), other)


def show_anew(seq: int) -> None:
    """Let the page's widgets begin anew from what is stored under this seq."""
    st.session_state[_EDITION] = seq
    _here.edition = str(seq)


def own_key(widget: str, attendee_key: str) -> str:
    """Return the key of one attendee's widget in the edition that the page shows."""
    if _here.edition is None:  # in a callback, which comes before the run
        settle()
    key = f"{widget}-{_whose(f'{attendee_key}{_here.edition}')}"
    _here.drawn.append(key)
    return key


@lru_cache(maxsize=4096)
def _whose(attendee_and_edition: str) -> str:
    return keys.fingerprint(attendee_and_edition)[:12]
