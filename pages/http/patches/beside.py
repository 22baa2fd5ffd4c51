"""State of ours that goes with an object of a framework's, and is gone when that is."""

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

K = TypeVar("K")
S = TypeVar("S")


class Beside(Generic[K, S]):
    """What is kept beside each of such objects."""

    def __init__(self, begin: Callable[[], S]) -> None:
        self._begin = begin
        self._kept: WeakKeyDictionary[K, S] = WeakKeyDictionary()

    def of(self, thing: K) -> S:
        """Return what is kept beside this one."""
        try:
            return self._kept[thing]
        except KeyError:
            return self._kept.setdefault(thing, self._begin())
