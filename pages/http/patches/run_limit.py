"""Limits how many pages run at the same time, first come, first served.

Concurrent runs only compete for the interpreter with one another and with the loop that sends their
messages; all of them would be late instead of some.
"""

import threading
from typing import Final

from streamlit.runtime.scriptrunner import ScriptRunner

from pages.http.patches.patch import Patch
from pages.http.settings import Settings

# Two, because one may wait for the disk.
_RUNS_AT_ONCE: Final = 2
_run_script_thread = ScriptRunner._run_script_thread
_slots = threading.Semaphore(_RUNS_AT_ONCE)


def apply(_: Settings) -> None:
    """Limit the runs of the server that's starting."""
    ScriptRunner._run_script_thread = _run_in_a_slot  # type: ignore[method-assign, assignment]


def _run_in_a_slot(runner: ScriptRunner) -> None:
    """Run a page once there's a slot."""
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
