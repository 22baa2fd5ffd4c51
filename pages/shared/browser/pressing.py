"""Keys pressed on a page, outside any field: each with what it stood for on the screen."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import streamlit as st

_HANDLED = "number of the last key that was handled, and what came of it"
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


def fresh() -> list[Pressed]:
    """Return the keys that were pressed and not handled yet, in their order."""
    found = sorted(filter(None, map(_valid, st.session_state.get(_TOLD, []))))
    return [pressed for pressed in found if pressed.n > handled()]


def handle(keys: list[Pressed], outcome: str) -> None:
    """Note that these keys are handled, and what came of them.

    In one go: a run may be broken off at any look into its session, and another one begins.
    """
    if keys:
        st.session_state[_HANDLED] = (keys[-1].n, outcome)


def handled() -> int:
    """Return the number of the last key that was handled."""
    return _last()[0]


def outcome() -> str:
    """Return what came of the keys that were handled last; nothing before the first."""
    return _last()[1]


def _last() -> tuple[int, str]:
    n, outcome = st.session_state.get(_HANDLED, (0, ""))
    return int(n), str(outcome)


def _valid(given: Any) -> Pressed | None:
    if not isinstance(given, Mapping):
        return None
    n, *words = (given.get(field) for field in Pressed._fields)
    if not isinstance(n, int) or not all(isinstance(word, str) for word in words):
        return None
    return Pressed(n, *map(str, words))
