"""Few pages run at the same time, first come, first served.

Pages that run at the same moment only take the interpreter from one another, and from the loop that
sends what they say: all would be late instead of some.
"""

import threading
from typing import Final

from streamlit.runtime.scriptrunner import ScriptRunner

from pages.http.patches.patch import Patch
from pages.http.settings import Settings

# Two, as one may wait for the disk.
_RUNS_AT_ONCE: Final = 2
_run_script_thread = ScriptRunner._run_script_thread
_slots = threading.Semaphore(_RUNS_AT_ONCE)


def apply(_: Settings) -> None:
    """Let the runs of the server that is starting wait for one another."""
    ScriptRunner._run_script_thread = _run_in_a_slot  # type: ignore[method-assign, assignment]


def _run_in_a_slot(runner: ScriptRunner) -> None:
    """Run a page when it's its turn."""
    with _slots:
        _run_script_thread(runner)


PATCH = Patch(
    "run limit",
    gives="saves that are not late together",
    apply=apply,
    targets={
        "streamlit.runtime.scriptrunner:ScriptRunner._run_script_thread": "9e72218ac4",
        "streamlit.runtime.scriptrunner:ScriptRunner.start": "253232250a",
    },
)
