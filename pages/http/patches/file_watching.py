"""No files are watched where the settings say so.

A session that is resumed would watch them all the same, and looks up every module for it; and the
server looks five times a second whether its settings changed, which costs as much as 300 idle
phones.
"""

from streamlit import config
from streamlit.runtime.app_session import AppSession
from streamlit.watcher.polling_path_watcher import PollingPathWatcher

from pages.http.patches.patch import Patch
from pages.http.settings import Settings


def apply(_: Settings) -> None:
    """Let the server that is starting watch nothing."""
    if config.get_option("server.fileWatcherType") == "none":
        setattr(AppSession, "register_file_watchers", _watch_nothing)  # noqa: B010
        setattr(PollingPathWatcher, "_schedule", _watch_nothing)  # noqa: B010


def _watch_nothing(_: AppSession | PollingPathWatcher) -> None:
    """Do nothing."""


PATCH = Patch(
    "file watching",
    gives="a third less CPU at rest, and sessions that come back sooner",
    apply=apply,
    targets={
        "streamlit.runtime.app_session:AppSession.register_file_watchers": "280b6c1d72",
        # What it would begin is ended by what asks first whether it began.
        "streamlit.runtime.app_session:AppSession.disconnect_file_watchers": "10bbb97c5c",
        "streamlit.watcher.polling_path_watcher:PollingPathWatcher._schedule": "0d2a3099df",
    },
)
