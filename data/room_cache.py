"""A bounded cache of what was computed for rooms, each once per revision of what it depends on."""

import threading
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, Final, TypeVar, cast

T = TypeVar("T")

ROOMS: Final = 500
"""How many rooms are kept; beyond that, the one that was asked for longest ago is forgotten."""

_PER_ROOM: Final = 1_000  # pictures, votes and groups of one room; every cue may add a few


class RoomCache:
    """What was computed for rooms; a room may wait for its own figures, never for another's."""

    def __init__(self, rooms: int = ROOMS) -> None:
        self._room = lru_cache(maxsize=rooms)(lambda _room: _Room())

    def of(self, room: str, what: Hashable, revision: int, compute: Callable[[], T]) -> T:
        """Return what's kept for this revision, or compute it."""
        return cast(T, self._room(room).of(what, revision, compute))


class _Room:
    """What was computed for one room."""

    def __init__(self) -> None:
        self._computing = threading.RLock()  # one figure may be made of another
        self._found: dict[Hashable, tuple[int, Any]] = {}

    def of(self, what: Hashable, revision: int, compute: Callable[[], Any]) -> Any:
        known = self._found.get(what)
        if known is None or known[0] != revision:
            with self._computing:
                known = self._found.get(what)
                if known is None or known[0] != revision:
                    known = (revision, compute())
                    if len(self._found) >= _PER_ROOM:
                        self._found.clear()
                    self._found[what] = known
        return known[1]
