"""One of several at a time: what was typed into one counts, though another is shown by now.

Words and the tap that turns to another one may arrive together. The fields of the first are not
drawn any more then, but the session has what they hold.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.shared.identity.who import Attendee

_SHOWN = "shown"


def left(
    me: Attendee, now: str, begun: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return what the fields hold of the one that was just turned away from, by its id.

    `begun` is what the fields of each began with, by id and by field. Empty while the same one is
    shown, and where the other is gone.
    """
    before = str(st.session_state.get(me.own(_SHOWN), ""))
    if before == now or before not in begun:
        return {}
    state = st.session_state
    fields = begun[before].items()
    return {before: {name: state.get(me.own(f"{name}-{before}"), value) for name, value in fields}}


def note(me: Attendee, now: str) -> None:
    """Note which one is shown; to be called once it is saved, as a run may end before that."""
    st.session_state[me.own(_SHOWN)] = now
