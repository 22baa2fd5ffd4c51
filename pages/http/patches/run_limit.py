"""What every run begins and ends with: a place among the others, a theme, what it drew with."""

import threading
from typing import Final

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.watcher.polling_path_watcher import PollingPathWatcher

# Pages that run at the same moment only take the interpreter from one another, and from the loop
# that sends what they say: all would be late instead of some. Two, as one may wait for the disk.
_RUNS_AT_ONCE: Final = 2
_HELD_IN_A_CIRCLE: Final = ("_script_thread", "_session_state")
_populated = app_session._populate_theme_msg
_run_script_thread = ScriptRunner._run_script_thread
_themes: dict[str, CustomThemeConfig] = {}
_slots = threading.Semaphore(_RUNS_AT_ONCE)


def lighten() -> None:
    """Let the runs of the server that is starting begin and end so."""
    app_session._populate_theme_msg = _populate_theme_msg
    ScriptRunner._run_script_thread = _run_in_a_slot  # type: ignore[method-assign, assignment]
    if config.get_option("server.fileWatcherType") == "none":
        setattr(AppSession, "register_file_watchers", _watch_nothing)  # noqa: B010
        setattr(PollingPathWatcher, "_schedule", _watch_nothing)  # noqa: B010


def _watch_nothing(_: AppSession | PollingPathWatcher) -> None:
    """Watch no files.

    A session that is resumed would, and looks up every module for it; and the server looks five
    times a second whether its settings changed, which costs as much as 300 idle phones.
    """


def _populate_theme_msg(msg: CustomThemeConfig, section: str = "theme") -> None:
    """Copy the theme, which no run changes, instead of reading 300 settings at every run."""
    if section not in _themes:
        fresh = CustomThemeConfig()
        _populated(fresh, section)
        _themes[section] = fresh
    msg.MergeFrom(_themes[section])


def _run_in_a_slot(runner: ScriptRunner) -> None:
    """Run a page when it is its turn: first come, first served; then let go of all it drew with.

    A run holds its thread and its view of the session, and both hold the run, so that all of it
    waited for Python's collector: minutes, in a full room, and tens of megabytes.
    """
    try:
        with _slots:
            _run_script_thread(runner)
    finally:
        for what in _HELD_IN_A_CIRCLE:
            setattr(runner, what, None)
