"""A full garbage collection runs once enough is new, and never while nothing happens."""

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest

from pages.http import process


class _Ring:
    """A reference cycle, which only the garbage collector finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(process._YOUNG, process._LESS_YOUNG, process._NOT_BY_ITSELF)
    yield
    gc.set_threshold(*before)


def old_ring() -> "weakref.ref[_Ring]":
    """Create a cycle that has already outlived the young generations."""
    ring = _Ring()
    gc.collect()
    return weakref.ref(ring)


async def new_objects(looks: int) -> list[list[int]]:
    """Create enough lasting objects for this many collections of the middle generation."""
    made = []
    for _ in range(looks):
        made += [[0] for _ in range(process._YOUNG * (process._LESS_YOUNG + 2))]
        await asyncio.sleep(0)
    return made


@pytest.mark.usefixtures("thresholds")
@pytest.mark.parametrize(
    ("looks", "is_found"), [(1, False), (process._LOOKS_BEFORE_A_WHOLE_ONE + 1, True)]
)
def test_what_holds_itself_is_found_once_enough_is_new(looks: int, *, is_found: bool) -> None:
    async def scenario() -> bool:
        with process.collecting(asyncio.get_running_loop()):
            ring = old_ring()
            await new_objects(looks)
            await asyncio.sleep(0.01)
            return ring() is None

    assert asyncio.run(scenario()) is is_found
    assert not [of for of in gc.callbacks if "collecting" in str(of)]
