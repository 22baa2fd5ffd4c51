"""Statement deadlines: a stalled network raises nothing, so a late answer is a lost connection."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from typing import Any, Final

import psycopg

Connection = psycopg.Connection[tuple[Any, ...]]

SECONDS: Final = 10.0
"""How long one statement may take, over a network that may stall."""

_LOOK_EVERY_SECONDS: Final = 0.5


class Deadlines:
    """Cuts the connection of every statement that takes too long, so that its caller can go on."""

    def __init__(self) -> None:
        self._due: dict[int, tuple[float, Connection]] = {}
        self._numbers = count()
        self._ended = threading.Event()
        threading.Thread(target=self._look, name="store deadlines", daemon=True).start()

    @contextmanager
    def of(self, connection: Connection, seconds: float = SECONDS) -> Iterator[None]:
        """Cut the connection if the block takes longer than this."""
        number = next(self._numbers)
        self._due[number] = (time.monotonic() + seconds, connection)
        try:
            yield
        finally:
            del self._due[number]

    def end(self) -> None:
        """Stop checking."""
        self._ended.set()

    def _look(self) -> None:
        while not self._ended.wait(_LOOK_EVERY_SECONDS):
            now = time.monotonic()
            for due, connection in tuple(self._due.values()):
                if due < now:
                    _hang_up(connection)


def _hang_up(connection: Connection) -> None:
    # Closing it here wouldn't wake the thread that's waiting for it; a shutdown does, whatever the
    # socket's family. Not by os.dup, which on Windows is for files only.
    with (
        suppress(psycopg.Error, OSError),
        socket.fromfd(connection.fileno(), socket.AF_INET, socket.SOCK_STREAM) as copy,
    ):
        copy.shutdown(socket.SHUT_RDWR)
