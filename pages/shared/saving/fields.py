"""Native inputs, whose text survives a reload and a lost connection.

The browser keeps what's typed until the store has it (browser/keeper.js). Each field says whether
its text is a draft, saved, or waiting for the connection.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar, cast

import streamlit as st

from exercises.formats import order_of_date
from pages.shared import browser, clock
from pages.shared.identity.who import Attendee
from pages.shared.language import browsers_locale, words
from pages.shared.saving import quick

T = TypeVar("T")

_YEARS: Final = 10  # how far ahead people can plan
_MARKS: Final = re.compile(r"[!-/:-@\[-`{-~]")  # what Markdown could interpret

# Streamlit's own inputs, which aren't redrawn if only their values have changed.
pills = quick.asked(st.pills)
segmented_control = quick.asked(st.segmented_control)
_selectbox = quick.asked(st.selectbox)
_date_input = quick.asked(st.date_input)
_number_input = quick.asked(st.number_input)
_text_input = quick.asked(st.text_input)
_text_area = quick.asked(st.text_area)


class Shown(NamedTuple):
    """A field's text, what the store had when this run began, and the name of its draft."""

    text: str
    stored: str
    draft: str


# By the field's key.
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
    grows: bool = True,
    begin_with: str | None = None,
    help: str = "",  # noqa: A002 (Streamlit's word for it)
) -> str:
    """Show a text field, growing or single-line, and return its text, unchecked.

    It starts with the stored text, or with other text that the page still has. `limit`, in
    characters, is shown but not enforced here: the answer model refuses longer text, so nothing is
    cut off silently.
    """
    told = " ".join(filter(None, (help, words().saving.limit.format(limit=limit))))
    key = me.own(name)
    begin = stored if begin_with is None else begin_with
    if not grows:
        shown = _text_input(
            label, value=begin, placeholder=example, help=told, key=key, autocomplete="off"
        )
    else:
        shown = _text_area(
            label, value=begin, placeholder=example, help=told, key=key, height="content"
        )
    st.session_state.setdefault(_TYPED, {})[key] = Shown(shown, stored, me.own_draft(name))
    return shown


def date_input(label: str, *, value: date | None, key: str) -> Any:
    """Show a field for a date in the next ten years, and return its value, unchecked.

    An existing date stays, even if it's outside that range.
    """
    quick.begin_with(key, value)
    today = clock.today()
    earliest = min(filter(None, (today, value)))
    latest = max(filter(None, (date(today.year + _YEARS, 12, 31), value)))
    return _date_input(
        label,
        value=None,
        key=key,
        min_value=earliest,
        max_value=latest,
        format=order_of_date(browsers_locale()),
    )


def as_label(text: str) -> str:
    """Return people's own words as a label to tap: all of them, and never Markdown."""
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()))


def selectbox(  # noqa: PLR0913 (all but two by name, as Streamlit's own)
    label: str,
    options: Sequence[T],
    *,
    value: T | None,
    key: str,
    names: Callable[[T], str],
    placeholder: str | None = None,
) -> T | None:
    """Show an optional choice from a list, and return it, unchecked."""
    quick.begin_with(key, value)
    return _selectbox(
        label, options, index=None, key=key, format_func=names, placeholder=placeholder
    )


def number_input(label: str, *, value: int | None, key: str, most: int) -> Any:
    """Show a field for a number from 0 up, and return its value, unchecked."""
    quick.begin_with(key, value)
    return _number_input(
        label, value=None, key=key, min_value=0, max_value=most, step=1, placeholder="0"
    )


def taken() -> Typed:
    """Return the texts that this run has shown since the last call."""
    return cast(Typed, st.session_state.pop(_TYPED, {}))


def keep_drafts(part: str, typed: Typed, *, all_saved: bool) -> None:
    """Tell the browser what the store has for a part's text fields."""
    if typed:
        in_store = {key: of.text if all_saved else of.stored for key, of in typed.items()}
        with quick.place(f"drafts-{part}", of=in_store) as is_new:
            if is_new:
                browser.keep(part, in_store, {key: of.draft for key, of in typed.items()})
