"""Pressed twice, made once: a form knows the key of what it makes before it makes it.

A double-click runs the page twice, and a run may be broken off wherever it touches its session. So
the key comes first, then what was made last is noted, and then it is made.
"""

import streamlit as st

from data import keys
from data.cohorts import Cohort
from pages.http.running import running


def next_key(made: str) -> str:
    """Return the key of what is made next, the same until that is there.

    `made` is where the session notes what was made last.
    """
    key, made_last = st.session_state.get(f"next: {made}", ""), st.session_state.get(made)
    if not key or (key == made_last and running().store.cohorts.of_facilitator(key)):
        key = st.session_state[f"next: {made}"] = keys.mint_key()
    return str(key)


def made_last(made: str) -> tuple[Cohort, str] | None:
    """Return the room and the key of what was made last, if it is there."""
    key = str(st.session_state.get(made, ""))
    cohort = running().store.cohorts.of_facilitator(key) if key else None
    return (cohort, key) if cohort else None


def form_of(key: str) -> str:
    """Return a name for the form that makes this, so that a late press is for no other one."""
    return f"makes {keys.fingerprint(key)[:12]}"
