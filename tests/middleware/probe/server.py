"""The probe app in a process of its own."""

import os
import subprocess
import sys
import time

from tests.server import ROOT, Server


class ProbeServer(Server):
    """A server for the `app.py` beside this file, behind the real middleware."""

    def launch(self) -> "subprocess.Popen[bytes]":
        """Start the process without waiting for it."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "streamlit", "run", "tests/middleware/probe/app.py"),
                    *("--server.port", str(self.port), "--server.address", "127.0.0.1"),
                ],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), **self.settings},
                stdout=log,
                stderr=log,
            )
        return self.process

    def start(self) -> "ProbeServer":
        process = self.launch()
        for _ in range(300):
            if process.poll() is not None or self.answers():
                break
            time.sleep(0.1)
        if not self.answers():
            raise RuntimeError(f"the probe did not start:\n{self.log.read_text()}")
        return self
