"""Which messages a socket may send: only those that this app's pages send."""

import logging
from typing import NamedTuple

from starlette.types import Message

from pages.http.middleware.lookahead import FRAME_CAP
from pages.http.patches.protocol import ALLOWED, kind_of

_log = logging.getLogger(__name__)


class Fault(NamedTuple):
    """Why a socket is closed: the websocket close code and a reason."""

    code: int
    reason: str


TOO_FAST = Fault(1008, "Too many messages. Please slow down.")
TOO_LARGE = Fault(1009, "The message is too large.")
NOT_BINARY = Fault(1003, "Messages must be binary.")
NOT_A_MESSAGE = Fault(1002, "That isn't a valid message.")


class Judge:
    """Checks the messages of one socket."""

    def __init__(self) -> None:
        self._dropped: set[str] = set()

    def of(self, message: Message) -> bool | Fault:
        """Say whether the app may see a message, or what's wrong with it."""
        frame = message.get("bytes")
        if frame is None:
            return NOT_BINARY
        if len(frame) > FRAME_CAP:
            return TOO_LARGE
        kind = kind_of(frame)
        if kind is None:
            return NOT_A_MESSAGE
        return kind in ALLOWED or self._drop(kind)

    def _drop(self, kind: str) -> bool:
        # Logged once per kind, so that a flood can't fill the log. The kind is a name from
        # Streamlit's protocol, never someone's words.
        if kind not in self._dropped:
            self._dropped.add(kind)
            _log.info("Dropped a %s message that no page of this app sends", kind)
        return False
