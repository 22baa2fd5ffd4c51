"""A single action on an exercise's page, and what should then be stored."""

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any, NamedTuple

from tests.load.widgets import CLICK, Value

__all__ = ["CLICK", "Change", "Walk"]


class Change(NamedTuple):
    """A widget's key, as the page chose it; its new value; the shared half from then on."""

    widget: str
    value: Value
    shared: Mapping[str, Any]


# Endless: an attendee keeps changing their mind as long as a benchmark runs.
Walk = Callable[[Random], Iterator[Change]]
