"""What a page's inputs are drawn with, so that a change which alters nothing else is only kept.

Where the fast save is left out (pages/http/patches), all is drawn as Streamlit has it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, NoReturn, TypeVar, cast

import streamlit as st

from pages.http.patches.offered import OFFERED

Ask = TypeVar("Ask", bound=Callable[..., Any])
Draw = Callable[[], None]


def begin() -> None:
    """Begin a page: what an earlier one left is no longer there."""
    if OFFERED.fast_save:
        OFFERED.fast_save.begin()


def inputs(keep: Draw) -> None:
    """Draw what one gives on a page."""
    if OFFERED.fast_save:
        OFFERED.fast_save.inputs(keep)
    else:
        keep()


def asked(native: Ask) -> Ask:
    """Make one of Streamlit's inputs one that need not be drawn; it must have a key."""

    @wraps(native)
    def ask(*args: Any, **how: Any) -> Any:
        fast = OFFERED.fast_save
        return fast.ask(native, *args, **how) if fast else native(*args, **how)

    return cast(Ask, ask)


def begin_with(key: str, value: object) -> None:
    """Let an input begin with a value, as one that can be taken away again.

    Streamlit lets nobody take away what it calls a default, and calls it one in every new session.
    So the value is set; and set again until a browser has it: what a run drew that was broken off
    may never have come there, and would come back as taken away.
    """
    if OFFERED.fast_save and OFFERED.fast_save.shows_already(key):
        return
    state = st.session_state
    if (begun := state.get(key, value)) is not None:
        state[key] = begun


@contextmanager
def place(name: str, *, of: object = None) -> Iterator[bool]:
    """Draw into a container of this key, whose content may change while nothing else does.

    `of` is all that the content is made of: says False where the browser shows that already.
    """
    if OFFERED.fast_save:
        with OFFERED.fast_save.place(name, of) as is_needed:
            yield is_needed
    else:
        with st.container(key=name):
            yield True


def following(draw: Draw) -> None:
    """Draw something outside the inputs that a first answer changes, too."""
    if OFFERED.fast_save:
        OFFERED.fast_save.following(draw)
    else:
        draw()


def first_answer() -> None:
    """Show what a first answer changes on its page: in its inputs, and in what follows them."""
    if OFFERED.fast_save:
        OFFERED.fast_save.first_answer()
    else:
        st.rerun(scope="app")


def redraw_page() -> NoReturn:
    """Begin the page anew."""
    if OFFERED.fast_save:
        OFFERED.fast_save.redraw_page()
    st.rerun(scope="app")
    raise AssertionError("a rerun ends the run")
