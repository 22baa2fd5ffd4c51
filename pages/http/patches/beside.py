"""Our state about a framework's object, which goes when that object goes."""

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

K = TypeVar("K")
S = TypeVar("S")


class Beside(Generic[K, S]):
    """A weak map from such objects to our state."""

    def __init__(self, begin: Callable[[], S]) -> None:
        self._begin = begin
        self._kept: WeakKeyDictionary[K, S] = WeakKeyDictionary()

    def of(self, thing: K) -> S:
        """Return the state of this object, creating it if needed."""
        try:
            return self._kept[thing]
        except KeyError:
            return self._kept.setdefault(thing, self._begin())
