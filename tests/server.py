"""A real server for the tests: the same command as `make run`, on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOST_KEY = "a-host-key-for-tests-only"


def free_port() -> int:
    """Return a port that nothing listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """The app in its own process, with its store in its own folder."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.code = ROOT  # or another version's
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.store = folder / "workshop.duckdb"
        self.log = folder / "server.log"
        self.settings = settings
        self.process: subprocess.Popen[bytes] | None = None
        self.under: tuple[str, ...] = ()  # a wrapper, such as one that sets limits

    def start(self) -> "Server":
        """Start and wait until the app answers; raise with the log if it doesn't."""
        environment = {
            **os.environ,
            "WORKSHOP_STORE": str(self.store),
            "WORKSHOP_HOST_KEY": HOST_KEY,
            "WORKSHOP_PUBLIC_URL": self.url,
            **self.settings,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *self.under,
                    *(sys.executable, "-m", "streamlit", "run", "app.py"),
                    *("--server.port", str(self.port), "--server.address", "127.0.0.1"),
                ],
                cwd=self.code,
                env=environment,
                stdout=log,
                stderr=log,
            )
        for _ in range(300):
            if self.process.poll() is not None or self.answers():
                break
            time.sleep(0.1)
        if not self.answers():
            raise RuntimeError(f"the server did not start:\n{self.log.read_text()}")
        return self

    @property
    def pids(self) -> list[int]:
        """The serving process."""
        assert self.process, "the server doesn't run"
        return [self.process.pid]

    def answers(self) -> bool:
        """Say whether the app is up and its store answers."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self, how: int = signal.SIGTERM) -> None:
        """Stop the process and wait for it; `signal.SIGKILL` is the bad day."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=20)

    def kill(self) -> None:
        """Kill the process as a power cut would."""
        self.stop(signal.SIGKILL)

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
