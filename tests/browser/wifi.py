"""Wifi that can fail: a forwarder between a phone and the server that drops every connection."""

import contextlib
import socket
import threading
from types import TracebackType


class Wifi:
    """Forwards one port to another until told to drop."""

    def __init__(self, to_port: int) -> None:
        self._to_port = to_port
        self._up = True
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> "Wifi":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.drop()
        self._listener.close()

    def drop(self) -> None:
        """Drop every connection, and refuse new ones until `come_back`."""
        self._up = False
        for pair in self._pairs:
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        self._pairs.clear()

    def come_back(self) -> None:
        """Let connections through again."""
        self._up = True

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # the listener was closed: the test is over
            while True:
                phone, _ = self._listener.accept()
                if not self._up:
                    phone.close()
                    continue
                server = socket.create_connection(("127.0.0.1", self._to_port))
                self._pairs.append((phone, server))
                for one, other in ((phone, server), (server, phone)):
                    threading.Thread(target=_pass_on, args=(one, other), daemon=True).start()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    for end in (one, other):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
