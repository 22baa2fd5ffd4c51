"""What Streamlit does again for every phone or at every run, done once or only where it is needed.

Two of its habits took a quarter of a full room's time in a profile; a third stopped the server for
a quarter of a minute when a room's wifi came back. They are in Streamlit's own parts, as those of
`door/wire` are in uvicorn's, so each replacement is as small as it can be, and
tests/unit/test_lighter.py fails when a new version does something else there.
"""

from typing import cast

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import Runtime, app_session
from streamlit.runtime.session_manager import ActiveSessionInfo
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

_populated = app_session._populate_theme_msg
_themes: dict[str, CustomThemeConfig] = {}


class Sessions(WebsocketSessionManager):
    """Streamlit's sessions, of which only those with something to send are asked for it.

    The runtime asks up to 200 times a second for the messages of each of a thousand phones, of
    which a handful have any.
    """

    def list_active_sessions(self) -> list[ActiveSessionInfo]:
        """Return the sessions that have something to send."""
        everybody = list(self._active_session_info_by_id.values())
        return [of for of in everybody if not of.session._browser_queue.is_empty()]

    def num_active_sessions(self) -> int:
        """Return how many there are, whether they have something to send or not."""
        return len(self._active_session_info_by_id)


def lighten() -> None:
    """Let the server that is starting do so."""
    manager = cast(WebsocketSessionManager, Runtime.instance()._session_mgr)
    manager.__class__ = Sessions
    app_session._populate_theme_msg = _populate_theme_msg
    if config.get_option("server.fileWatcherType") == "none":
        setattr(app_session.AppSession, "register_file_watchers", _watch_nothing)  # noqa: B010


def _watch_nothing(_: app_session.AppSession) -> None:
    """Watch no files: a session that is resumed would, and looks up every module for it."""


def _populate_theme_msg(msg: CustomThemeConfig, section: str = "theme") -> None:
    """Copy the theme, which no run changes, instead of reading 300 settings at every run."""
    if section not in _themes:
        fresh = CustomThemeConfig()
        _populated(fresh, section)
        _themes[section] = fresh
    msg.MergeFrom(_themes[section])
