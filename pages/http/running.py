"""What runs in this process, for routes and pages: the store, the host key and the live signal.

They live here rather than in `st.cache_resource`, which any browser can ask to have cleared.
"""

from dataclasses import dataclass

from data import Store
from pages.http.live.signal import LiveSignal


@dataclass(frozen=True)
class Running:
    """What each server process has exactly one of."""

    store: Store
    host_key: str
    live: LiveSignal | None = None  # None where pages run without a server, as in page tests


class NotRunning(RuntimeError):
    """Something asked for the store before the server's lifespan opened it."""


_now: list[Running] = []


def running() -> Running:
    """Return what's running; raise NotRunning outside the server's lifespan."""
    if not _now:
        raise NotRunning("the store opens with the server: start it with `make run`")
    return _now[-1]


def begin(parts: Running) -> None:
    """Make these parts available to routes and pages."""
    _now.append(parts)


def end() -> None:
    """Withdraw the parts again."""
    _now.pop()
