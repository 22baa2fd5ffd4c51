"""`make cluster` for the tests: PostgreSQL, app processes, and nginx in front of them."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.postgres import PROGRAMS
from tests.server import HOST_KEY, ROOT, free_port

# What nginx picks a browser's process by (docs/hosting/cluster.conf).
COOKIE = "workshop_process"


class Cluster:
    """The very script that `make cluster` runs; requests go to nginx."""

    def __init__(self, folder: Path, processes: int = 2) -> None:
        if not PROGRAMS:
            pytest.skip("PostgreSQL is not installed here")
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.told: list[str] = []
        self.ports: list[int] = []
        self._processes = processes
        self._running: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Cluster":
        self._running = subprocess.Popen(
            [sys.executable, "docs/hosting/cluster.py"],
            cwd=ROOT,
            env={
                **os.environ,
                "CLUSTER": str(self.folder),
                "PORT": str(self.port),
                "PROCESSES": str(self._processes),
                "WORKSHOP_HOST_KEY": HOST_KEY,
                "WORKSHOP_PUBLIC_URL": self.url,
            },
            stdout=subprocess.PIPE,
            text=True,
            umask=0o077,  # as careful administrators set it
        )
        assert self._running.stdout
        self.told = [self._running.stdout.readline() for _ in range(3)]
        self.ports = [int(port) for port in re.findall(r"\b\d{4,5}\b", self.told[2])]
        assert len(self.ports) == self._processes, self.told
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if self._running:
            self._running.send_signal(signal.SIGINT)
            rest, _rest = self._running.communicate(timeout=60)
            self.told += rest.splitlines(keepends=True)
            assert failed or self._running.returncode == 0

    @property
    def pids(self) -> list[int]:
        """The serving processes."""
        return [self.pid(port) for port in self.ports]

    def pid(self, port: int) -> int:
        """Return the id of the process that listens on a port."""
        assert self._running
        for child in Path(f"/proc/{self._running.pid}/task").glob("*/children"):
            for pid in child.read_text().split():
                given = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
                if "--server.port" in given and str(port) in given:
                    return int(pid)
        raise ProcessLookupError(port)

    def kill(self, port: int) -> None:
        """Kill a process as a power cut would; the script restarts it."""
        os.kill(self.pid(port), signal.SIGKILL)

    def cookie_of(self, port: int) -> str:
        """Return a cookie that makes nginx send its browser to that process."""
        for number in range(1000):
            cookie = f"{number:032x}"
            if self.served_by(cookie) == port:
                return cookie
        raise LookupError(port)

    def served_by(self, cookie: str) -> int:
        """Return the port of the process to which nginx sends a browser with that cookie."""
        began = _watched(self.url, "start_time_seconds", cookie)
        (port,) = (port for port in self.ports if self.watched(port, "start_time_seconds") == began)
        return port

    def watched(self, port: int, figure: str) -> float:
        """Return a metric of one process."""
        return _watched(f"http://127.0.0.1:{port}", figure)


def _watched(url: str, figure: str, cookie: str = "") -> float:
    asked = {"Authorization": f"Bearer {HOST_KEY}", "Cookie": f"{COOKIE}={cookie}"}
    told = httpx.get(f"{url}/metrics", headers=asked).raise_for_status().text
    return float(re.findall(rf"^workshop_{figure} (.+)$", told, re.MULTILINE)[0])
