"""Keys pressed on a page, outside any field: each with what it stood for on the screen."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import streamlit as st

_HANDLED = "number of the last key that was handled"
_TOLD = "keys that were told"


class Pressed(NamedTuple):
    """A key by its code, such as "KeyR"; the step and the cue are empty where none was shown."""

    n: int
    code: str
    step: str
    cue: str


def told(key: str) -> None:
    """Keep what the browser told: called before the page runs."""
    given = st.session_state[key].get("pressed")
    st.session_state[_TOLD] = given if isinstance(given, list) else []


def taken() -> list[Pressed]:
    """Return the keys that were pressed since the last time, each once, in their order."""
    found = sorted(filter(None, map(_valid, st.session_state.pop(_TOLD, []))))
    fresh = [pressed for pressed in found if pressed.n > handled()]
    if fresh:
        st.session_state[_HANDLED] = fresh[-1].n
    return fresh


def handled() -> int:
    """Return the number of the last key that was taken."""
    return int(st.session_state.get(_HANDLED, 0))


def _valid(given: Any) -> Pressed | None:
    if not isinstance(given, Mapping):
        return None
    n, *words = (given.get(field) for field in Pressed._fields)
    if not isinstance(n, int) or not all(isinstance(word, str) for word in words):
        return None
    return Pressed(n, *map(str, words))
