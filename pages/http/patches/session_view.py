"""Looks a session's values up on access, rather than copying them for each field."""

from collections.abc import Iterator, Mapping
from typing import Any

from streamlit.runtime.state import SafeSessionState

from pages.http.patches.patch import Patch
from pages.http.settings import Settings


def apply(_: Settings) -> None:
    """Replace the copies in every session of the server that's starting."""
    SafeSessionState.filtered_state = property(_AsItStands)  # type: ignore[method-assign, assignment]


class _AsItStands(Mapping[str, Any]):
    """A live view of a session's values."""

    def __init__(self, state: SafeSessionState) -> None:
        self._state = state

    def __getitem__(self, name: str) -> Any:
        return self._state[name]

    def __contains__(self, name: object) -> bool:
        return str(name) in self._state

    def __iter__(self) -> Iterator[str]:
        return iter(self._state._state.filtered_state)

    def __len__(self) -> int:
        return len(self._state._state.filtered_state)


PATCH = Patch(
    "session view",
    gives="no copy of all that a session holds at each field",
    apply=apply,
    targets={"streamlit.runtime.state:SafeSessionState.filtered_state": "aca030fb00"},
)
