"""Process-wide settings for a full room: enough file descriptors, and less garbage collection."""

import asyncio
import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from pages.http import descriptors

# With a thousand sessions in memory, a full collection stops the server for half a second. Python's
# own thresholds run one every eight seconds, or, when most objects are old, not until there are a
# quarter as many new ones, which takes too much memory. So one runs after 240,000 new survivors.
_YOUNG, _LESS_YOUNG = 2_000, 10
_LOOKS_BEFORE_A_WHOLE_ONE: Final = 12
_NOT_BY_ITSELF: Final = 2**30


def prepare() -> None:
    """Raise the limit on open sockets, and collect garbage less often."""
    descriptors.allow_all()
    # Everything loaded by now stays for good, so the collector doesn't need to scan it again.
    # (Streamlit no longer collects after every script run.)
    gc.freeze()
    gc.set_threshold(_YOUNG, _LESS_YOUNG, _NOT_BY_ITSELF)


@contextmanager
def collecting(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Run a full collection on this loop whenever enough new objects have survived."""
    looks = 0

    def count(phase: str, info: Mapping[str, int]) -> None:
        nonlocal looks
        if phase == "stop" and info["generation"] == 1:
            looks += 1
            if looks == _LOOKS_BEFORE_A_WHOLE_ONE:
                loop.call_soon_threadsafe(gc.collect)  # not during a collection
        elif phase == "stop" and info["generation"] == 2:
            looks = 0

    gc.callbacks.append(count)
    try:
        yield
    finally:
        gc.callbacks.remove(count)
