"""What runs in this process: the store, the host key and the live signal, for routes and pages.

They live here and not in `st.cache_resource`, which any browser may ask to be emptied.
"""

from dataclasses import dataclass

from data import Store
from pages.http.live.signal import LiveSignal


@dataclass(frozen=True)
class Running:
    """The parts that one server process has one of."""

    store: Store
    host_key: str
    live: LiveSignal | None = None  # none where pages run without a server, as in page tests


class NotRunning(RuntimeError):
    """Something asked for the store before the server's lifespan opened it."""


_now: list[Running] = []


def running() -> Running:
    """Return what runs now; raise NotRunning outside the server's lifespan."""
    if not _now:
        raise NotRunning("the store opens with the server: start it with `make run`")
    return _now[-1]


def begin(parts: Running) -> None:
    """Make these the parts that routes and pages find."""
    _now.append(parts)


def end() -> None:
    """Forget the parts again."""
    _now.pop()
