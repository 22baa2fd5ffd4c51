"""Starting the server when it can't start: what it says, and how it exits."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.server import HOST_KEY, ROOT, free_port


def command(port: int) -> list[str]:
    """The command of `make run`, on loopback only."""
    streamlit = (sys.executable, "-m", "streamlit", "run", "app.py")
    return [*streamlit, "--server.port", str(port), "--server.address", "127.0.0.1"]


def environment(store: Path | str, **settings: str) -> dict[str, str]:
    given = {"WORKSHOP_STORE": str(store), "WORKSHOP_HOST_KEY": HOST_KEY, **settings}
    return {**os.environ, **given}


@dataclass(frozen=True)
class Refused:
    """How a server that couldn't start exited."""

    code: int
    said: str

    def in_one_line(self) -> str:
        """Return the line, checking that there's only one and that it isn't a traceback."""
        assert self.code not in (0, None), self.said
        assert self.said.strip().count("\n") == 0, self.said
        assert "Traceback" not in self.said
        return self.said.strip()


def refused(store: Path | str, inside: Sequence[str] = (), **settings: str) -> Refused:
    """Start a server that must fail, wait for it to exit, and return what it said."""
    ended = subprocess.run(
        [*inside, *command(free_port())],
        cwd=ROOT,
        env=environment(store, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    return Refused(ended.returncode, ended.stdout)
