"""Draws a page's inputs so that a change that affects nothing else is saved without a redraw.

Without the fast save (pages/http/patches), everything is drawn the way Streamlit does.
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
    """Start a page, dropping what the last one left behind."""
    if OFFERED.fast_save:
        OFFERED.fast_save.begin()


def inputs(keep: Draw) -> None:
    """Draw a page's inputs."""
    if OFFERED.fast_save:
        OFFERED.fast_save.inputs(keep)
    else:
        keep()


def asked(native: Ask) -> Ask:
    """Make a Streamlit input one that's redrawn only when needed; it must have a key."""

    @wraps(native)
    def ask(*args: Any, **how: Any) -> Any:
        fast = OFFERED.fast_save
        return fast.ask(native, *args, **how) if fast else native(*args, **how)

    return cast(Ask, ask)


def begin_with(key: str, value: object) -> None:
    """Start an input with a value that can be cleared again.

    Streamlit doesn't let people clear a default, and treats the value as one in every new session.
    So we set the value in the session, repeatedly until the browser has it: if a run is aborted,
    its output may never have arrived, and the value would come back as cleared.
    """
    if OFFERED.fast_save and OFFERED.fast_save.shows_already(key):
        return
    state = st.session_state
    if (begun := state.get(key, value)) is not None:
        state[key] = begun


@contextmanager
def place(name: str, *, of: object = None) -> Iterator[bool]:
    """Draw into a container with this key, whose content may change on its own.

    `of` is everything the content depends on; yields False if the browser already shows that.
    """
    if OFFERED.fast_save:
        with OFFERED.fast_save.place(name, of) as is_needed:
            yield is_needed
    else:
        with st.container(key=name):
            yield True


def following(draw: Draw) -> None:
    """Draw something outside the inputs that also changes with a first answer."""
    if OFFERED.fast_save:
        OFFERED.fast_save.following(draw)
    else:
        draw()


def first_answer() -> None:
    """Show what a first answer changes, in the page's inputs and in what follows them."""
    if OFFERED.fast_save:
        OFFERED.fast_save.first_answer()
    else:
        st.rerun(scope="app")


def redraw_page() -> NoReturn:
    """Redraw the whole page."""
    if OFFERED.fast_save:
        OFFERED.fast_save.redraw_page()
    st.rerun(scope="app")
    raise AssertionError("a rerun ends the run")
