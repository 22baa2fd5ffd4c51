"""What patches offer to the rest of the app, and what there is without them.

The app asks here and imports no patch, so that it runs as well where one is skipped.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from starlette.types import Receive

LATE: Final = "what was tapped came late"
"""In a session's state: its page runs for what was tapped before one was taken from there."""

# A socket, how large a message may be, and how long a goodbye may take.
OnSocket = Callable[[Receive, int, float], None]


def _never() -> bool:
    return False


def _not_told(receive: Receive, call: Callable[[], None]) -> None:
    del receive, call


@dataclass
class Offered:
    """What this process has."""

    are_connections_scarce: Callable[[], bool] = _never
    fast_save: bool = False
    on_socket: list[OnSocket] = field(default_factory=list)
    at_shutdown: Callable[[Receive, Callable[[], None]], None] = _not_told


OFFERED: Final = Offered()
