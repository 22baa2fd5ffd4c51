"""What one gives: native inputs, of which the text survives a reload and a lost connection.

What is typed stays in the browser until the store has it (browser/keeper.js); at each field stands
where its text is: a draft, saved, or waiting for the connection.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar, cast

import streamlit as st

from exercises.formats import order_of_date
from pages.shared import browser
from pages.shared.identity.who import Attendee
from pages.shared.language import browsers_locale, words
from pages.shared.saving import quick

T = TypeVar("T")

# Streamlit's own inputs, which need not be drawn again when only what is in them has changed.
pills = quick.asked(st.pills)
segmented_control = quick.asked(st.segmented_control)
_selectbox = quick.asked(st.selectbox)
_date_input = quick.asked(st.date_input)
_number_input = quick.asked(st.number_input)
_text_input = quick.asked(st.text_input)
_text_area = quick.asked(st.text_area)


class Shown(NamedTuple):
    """What a field shows, what the store had when this run began, and the name of its draft."""

    text: str
    stored: str
    draft: str


# By the key of the field.
Typed = dict[str, Shown]
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
    begin_with: str | None = None,
    help: str = "",  # noqa: A002 (Streamlit's word for it)
) -> str:
    """Show a field of one line or more, and return what is in it, unchecked.

    It begins with what is stored, or with something else that the page still has. `limit`, in
    characters, is told and not enforced here: what is too long is refused by the answer model, so
    that nothing is cut off in silence.
    """
    told = " ".join(filter(None, (help, words().saving.limit.format(limit=limit))))
    key = me.own(name)
    begin = stored if begin_with is None else begin_with
    if lines == 1:
        shown = _text_input(
            label, value=begin, placeholder=example, help=told, key=key, autocomplete="off"
        )
    else:
        height = 40 + 28 * lines  # in pixels: a line, and the field's own margins
        shown = _text_area(
            label, value=begin, placeholder=example, help=told, key=key, height=height
        )
    st.session_state.setdefault(_TYPED, {})[key] = Shown(shown, stored, me.own_draft(name))
    return shown


def date_input(label: str, *, value: date | None, key: str) -> Any:
    """Show a field for a day, and return what is in it, unchecked."""
    quick.begin_with(key, value)
    return _date_input(label, value=None, key=key, format=order_of_date(browsers_locale()))


def selectbox(  # noqa: PLR0913 (all but two by name, as Streamlit's own)
    label: str,
    options: Sequence[T],
    *,
    value: T | None,
    key: str,
    names: Callable[[T], str],
    placeholder: str | None = None,
) -> T | None:
    """Show a list to choose one from, or none, and return what is chosen, unchecked."""
    quick.begin_with(key, value)
    return _selectbox(
        label, options, index=None, key=key, format_func=names, placeholder=placeholder
    )


def number_input(label: str, *, value: int | None, key: str, most: int) -> Any:
    """Show a field for a number from 0 on, and return what is in it, unchecked."""
    quick.begin_with(key, value)
    return _number_input(
        label, value=None, key=key, min_value=0, max_value=most, step=1, placeholder="0"
    )


def taken() -> Typed:
    """Return the texts that this run showed since they were last taken."""
    return cast(Typed, st.session_state.pop(_TYPED, {}))


def keep_drafts(part: str, typed: Typed, *, all_saved: bool) -> None:
    """Tell the browser what the store has of the fields of a part of the page."""
    if typed:
        in_store = {key: of.text if all_saved else of.stored for key, of in typed.items()}
        with quick.place(f"drafts-{part}", of=in_store) as is_new:
            if is_new:
                browser.keep(part, in_store, {key: of.draft for key, of in typed.items()})
