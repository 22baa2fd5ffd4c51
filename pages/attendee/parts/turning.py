"""One of several at a time: text typed into one counts even if another is shown by now.

Text and the tap that switches to another one may arrive together. By then the first one's fields
aren't drawn any more, but the session still has their values.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.shared.identity.who import Attendee

_SHOWN = "shown"


def left(
    me: Attendee, now: str, begun: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return the field values of the one that was just left, by its id.

    `begun` has the initial values by id and field. The result is empty if the same one is still
    shown, or the other is gone.
    """
    before = str(st.session_state.get(me.own(_SHOWN), ""))
    if before == now or before not in begun:
        return {}
    state = st.session_state
    fields = begun[before].items()
    return {before: {name: state.get(me.own(f"{name}-{before}"), value) for name, value in fields}}


def note(me: Attendee, now: str) -> None:
    """Note which one is shown, after it's saved, because a run may end before that."""
    st.session_state[me.own(_SHOWN)] = now
