"""Double-clicks create only once, because a form knows the key of what it will create.

A double-click runs the page twice, and a run may be aborted whenever it touches its session. So the
key is made first, then noted as the last one made, and only then used to create something.
"""

import streamlit as st

from data import keys
from data.cohorts import Cohort
from pages.http.running import running


def next_key(made: str) -> str:
    """Return the key of the next creation, the same until that exists.

    `made` is the session key under which the last creation is noted.
    """
    key, made_last = st.session_state.get(f"next: {made}", ""), st.session_state.get(made)
    if not key or (key == made_last and running().store.cohorts.of_facilitator(key)):
        key = st.session_state[f"next: {made}"] = keys.mint_key()
    return str(key)


def made_last(made: str) -> tuple[Cohort, str] | None:
    """Return the room and key of the last creation, if it exists."""
    key = str(st.session_state.get(made, ""))
    cohort = running().store.cohorts.of_facilitator(key) if key else None
    return (cohort, key) if cohort else None


def form_of(key: str) -> str:
    """Return a name for the form that creates this, so that a late press can't hit another form."""
    return f"makes {keys.fingerprint(key)[:12]}"
