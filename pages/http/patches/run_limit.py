"""Few pages run at the same time, first come, first served; then a run lets go of what it drew.

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
_HELD_IN_A_CIRCLE: Final = ("_script_thread", "_session_state")
_run_script_thread = ScriptRunner._run_script_thread
_slots = threading.Semaphore(_RUNS_AT_ONCE)


def apply(_: Settings) -> None:
    """Let the runs of the server that is starting wait for one another."""
    ScriptRunner._run_script_thread = _run_in_a_slot  # type: ignore[method-assign, assignment]


def _run_in_a_slot(runner: ScriptRunner) -> None:
    """Run a page when it is its turn; then let go of all it drew with.

    A run holds its thread and its view of the session, and both hold the run, so that all of it
    waited for Python's collector: minutes, in a full room, and tens of megabytes.
    """
    try:
        with _slots:
            _run_script_thread(runner)
    finally:
        for what in _HELD_IN_A_CIRCLE:
            setattr(runner, what, None)


PATCH = Patch(
    "run limit",
    gives="saves that are not late together",
    apply=apply,
    targets={
        "streamlit.runtime.scriptrunner:ScriptRunner._run_script_thread": "9e72218ac4",
        "streamlit.runtime.scriptrunner:ScriptRunner.start": "253232250a",
    },
)
