"""Another product's server, started and stopped for a comparison."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.server import free_port

_START_SECONDS = 40


class Started(NamedTuple):
    """A running server's address and its process."""

    url: str
    pid: int


@contextmanager
def started(
    command: Sequence[str], folder: Path, path: str, log: Path, **settings: str
) -> Iterator[Started]:
    """Run a command containing `{port}` until a path answers; finally end it and its children."""
    port = free_port()
    with log.open("wb") as out:
        process = subprocess.Popen(
            [part.format(port=port) for part in command],
            cwd=folder,
            env={**os.environ, **settings},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}{path}", process, log)
        yield Started(f"http://127.0.0.1:{port}", process.pid)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(_START_SECONDS * 5):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        if process.poll() is not None:
            break
    raise RuntimeError(f"it did not start:\n{log.read_text()[-2000:]}")


def output(command: Sequence[str], folder: Path, **settings: str) -> None:
    """Run a command to completion; raise with its output if it fails."""
    ran = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **settings} if settings else None,
        input=b"y\n",
        capture_output=True,
        timeout=300,
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{ran.stderr.decode()[-2000:]}")
