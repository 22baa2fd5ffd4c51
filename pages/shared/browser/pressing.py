"""Keys pressed on a page, outside any field: each with what it meant on the screen."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import streamlit as st

_HANDLED = "number of the last key that was handled"
_TOLD = "keys that the browser told"


class Pressed(NamedTuple):
    """A key: when it was pressed, and the cue that it meant, and what that is given to."""

    n: int
    cue: str
    of: str


def told(key: str) -> None:
    """Keep what the browser told: called before the page runs."""
    given = st.session_state[key].get("pressed")
    st.session_state[_TOLD] = given if isinstance(given, list) else []


def fresh() -> list[Pressed]:
    """Return the keys that were pressed and not handled yet, in their order."""
    found = sorted(filter(None, map(_valid, st.session_state.get(_TOLD, []))))
    return [pressed for pressed in found if pressed.n > handled()]


def handle(keys: list[Pressed]) -> None:
    """Note that these keys are handled."""
    if keys:
        st.session_state[_HANDLED] = keys[-1].n


def handled() -> int:
    """Return the number of the last key that was handled."""
    return int(st.session_state.get(_HANDLED, 0))


def _valid(given: Any) -> Pressed | None:
    if not isinstance(given, Mapping):
        return None
    n, *words = (given.get(field) for field in Pressed._fields)
    if not isinstance(n, int) or not all(isinstance(word, str) for word in words):
        return None
    return Pressed(n, *map(str, words))
