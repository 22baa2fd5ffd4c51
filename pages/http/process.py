"""What the process needs before it serves a full room: files enough, and a quiet collector."""

import asyncio
import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from pages.http import descriptors

# With a thousand sessions in memory a look through everything stops the server for half a second,
# and by Python's own measure came every eight, or, where most objects are old, not before a quarter
# as many are new, which is memory that is missed. So it comes after 240,000 that are new and stay.
_YOUNG, _LESS_YOUNG = 2_000, 10
_LOOKS_BEFORE_A_WHOLE_ONE: Final = 12
_NOT_BY_ITSELF: Final = 2**30


def prepare() -> None:
    """Open as many sockets as the system lets this user, and collect garbage less often."""
    descriptors.allow_all()
    # What is loaded by now stays for good: the collector, which Streamlit no longer runs after
    # every script, need not look through it again and again.
    gc.freeze()
    gc.set_threshold(_YOUNG, _LESS_YOUNG, _NOT_BY_ITSELF)


@contextmanager
def collecting(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Look through everything in memory, on this loop, whenever enough objects are new."""
    looks = 0

    def count(phase: str, info: Mapping[str, int]) -> None:
        nonlocal looks
        if phase == "stop" and info["generation"] == 1:
            looks += 1
            if looks == _LOOKS_BEFORE_A_WHOLE_ONE:
                loop.call_soon_threadsafe(gc.collect)  # not from within another look
        elif phase == "stop" and info["generation"] == 2:
            looks = 0

    gc.callbacks.append(count)
    try:
        yield
    finally:
        gc.callbacks.remove(count)
