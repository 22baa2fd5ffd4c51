"""A real PostgreSQL for the tests, which can be stopped, and a network to it that can stall."""

import os
import shutil
import socket
import subprocess
import threading
from contextlib import suppress
from pathlib import Path

from tests.server import free_port

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))


class Postgres:
    """A PostgreSQL in its own folder."""

    def __init__(self, folder: Path) -> None:
        # PostgreSQL refuses to run as root, which CI does.
        self._owner = "postgres" if os.geteuid() == 0 else None
        if self._owner:
            shutil.chown(folder, self._owner)
        self._folder, self.port = folder, free_port()
        self.url = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"
        self._run("initdb", "-A", "trust", "-U", "postgres")

    def start(self) -> None:
        options = f"-p {self.port} -k {self._folder} -h 127.0.0.1"
        self._run("pg_ctl", "-o", options, "-w", "-l", str(self._folder / "log"), "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [
            *(str(PROGRAMS[-1].parent / program), "-D", str(self._folder / "data")),
            *arguments,
        ]
        subprocess.run(
            command, check=True, user=self._owner, stdout=subprocess.DEVNULL, cwd=self._folder
        )


class Network:
    """A forwarder between the app and a port; it can silently stop forwarding."""

    def __init__(self, port: int) -> None:
        self._to, self._stalled = port, threading.Event()
        self._passing: list[threading.Event] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def stall(self) -> None:
        """Stop forwarding on all connections."""
        self._stalled.set()

    def stall_those_open(self) -> None:
        """Stop forwarding on the connections open now; new ones work."""
        for flag in self._passing:
            flag.set()

    def resume(self) -> None:
        self._stalled.clear()

    def close(self) -> None:
        self._server.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._server.accept()
                try:
                    far = socket.create_connection(("127.0.0.1", self._to))
                except OSError:
                    near.close()
                    continue
                hangs = threading.Event()
                self._passing.append(hangs)
                for one, other in ((near, far), (far, near)):
                    threading.Thread(
                        target=self._pass, args=(one, other, hangs), daemon=True
                    ).start()

    def _pass(self, one: socket.socket, other: socket.socket, hangs: threading.Event) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                while hangs.is_set() or self._stalled.is_set():
                    threading.Event().wait(0.05)
                other.sendall(data)
        with suppress(OSError):
            other.shutdown(socket.SHUT_RDWR)
