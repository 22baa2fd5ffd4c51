"""What patches offer to the rest of the app, with fallbacks for when they're off.

The app uses this and imports no patch, so it also runs where one is skipped.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn, Protocol, TypeVar

from starlette.types import Receive

LATE: Final = "what was tapped came late"
"""In a session's state: its page runs for what was tapped before one was taken from there."""

# Takes a socket, the largest message in bytes, and the seconds that closing may take.
OnSocket = Callable[[Receive, int, float], None]


T = TypeVar("T")
Draw = Callable[[], None]


class FastSave(Protocol):
    """Draws a page's inputs so that a change in them can be saved without a rerun."""

    def begin(self) -> None:
        """Start a page."""

    def inputs(self, keep: Draw) -> None:
        """Draw a page's inputs."""

    def ask(self, native: Callable[..., T], *args: Any, **how: Any) -> T:
        """Draw one of Streamlit's inputs, which must have a key."""

    def shows_already(self, key: str) -> bool:
        """Say whether the browser already shows this input as it is."""

    def place(self, name: str, of: object) -> AbstractContextManager[bool]:
        """Draw into a container whose content may change on its own."""

    def following(self, draw: Draw) -> None:
        """Draw something outside the inputs that a first answer changes, too."""

    def first_answer(self) -> None:
        """Show what a first answer changes on its page."""

    def redraw_page(self) -> NoReturn:
        """Rerun the whole page."""


def _never() -> bool:
    return False


def _not_told(receive: Receive, call: Callable[[], None]) -> None:
    del receive, call


@dataclass
class Offered:
    """What the patches in this process offer."""

    are_connections_scarce: Callable[[], bool] = _never
    fast_save: FastSave | None = None
    on_socket: list[OnSocket] = field(default_factory=list)
    at_shutdown: Callable[[Receive, Callable[[], None]], None] = _not_told


OFFERED: Final = Offered()
