"""Keys pressed outside any field, each with what it meant on the screen."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import streamlit as st

_HANDLED = "number of the last key that was handled"
_TOLD = "keys that the browser told"


class Pressed(NamedTuple):
    """A pressed key: when, the cue it meant, and what that's for."""

    n: int
    cue: str
    of: str


def told(key: str) -> None:
    """Store the keys that the browser sent; called before the page runs."""
    given = st.session_state[key].get("pressed")
    st.session_state[_TOLD] = given if isinstance(given, list) else []


def fresh() -> list[Pressed]:
    """Return the pressed keys that haven't been handled yet, in order."""
    found = sorted(filter(None, map(_valid, st.session_state.get(_TOLD, []))))
    return [pressed for pressed in found if pressed.n > handled()]


def handle(keys: list[Pressed]) -> None:
    """Mark these keys as handled."""
    if keys:
        st.session_state[_HANDLED] = keys[-1].n


def handled() -> int:
    """Return the number of the last handled key."""
    return int(st.session_state.get(_HANDLED, 0))


def _valid(given: Any) -> Pressed | None:
    if not isinstance(given, Mapping):
        return None
    n, *words = (given.get(field) for field in Pressed._fields)
    if not isinstance(n, int) or not all(isinstance(word, str) for word in words):
        return None
    return Pressed(n, *map(str, words))
