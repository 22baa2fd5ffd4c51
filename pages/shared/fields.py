"""Fields for words: native ones, whose text survives a reload and a lost connection.

What is typed stays in the browser until the store has it (browser/keeper.js); at each field stands
where its text is: a draft, saved, or waiting for the connection.
"""

import streamlit as st

from pages.shared import browser
from pages.shared.language import words
from pages.shared.who import Attendee

# By the key of the field: what it shows, and what the store had when this run began.
_TYPED = "texts that this run shows"


def text(  # noqa: PLR0913 (all but three by name, as Streamlit's own fields)
    me: Attendee,
    name: str,
    label: str,
    stored: str,
    *,
    example: str,
    limit: int,
    lines: int = 1,
    help: str = "",  # noqa: A002 (Streamlit's word for it)
) -> str:
    """Show a field of one line or more, and return what is in it, unchecked.

    `limit`, in characters, is told and not enforced here: what is too long is refused by the answer
    model, so that nothing is cut off in silence.
    """
    told = " ".join(filter(None, (help, words().saving.limit.format(limit=limit))))
    key = me.own(name)
    if lines == 1:
        shown = st.text_input(
            label, value=stored, placeholder=example, help=told, key=key, autocomplete="off"
        )
    else:
        height = 40 + 28 * lines  # in pixels: a line, and the field's own margins
        shown = st.text_area(
            label, value=stored, placeholder=example, help=told, key=key, height=height
        )
    st.session_state.setdefault(_TYPED, {})[key] = (shown, stored)
    return shown


def keep_drafts(place: str, *, all_saved: bool) -> None:
    """Tell the browser what the store has of the fields that this run showed so far."""
    typed: dict[str, tuple[str, str]] = st.session_state.pop(_TYPED, {})
    if typed:
        in_store = {key: shown if all_saved else had for key, (shown, had) in typed.items()}
        browser.keep(place, in_store)
