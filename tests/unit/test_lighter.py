"""What the server does lighter than Streamlit has the same outcome, and Streamlit still has it."""

import inspect
from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import Runtime, app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from pages.http import lighter

SECTIONS = ["theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar"]


def _sessions(*waiting: bool) -> lighter.Sessions:
    """Return sessions of which some have a message that waits to be sent."""
    sessions = lighter.Sessions.__new__(lighter.Sessions)
    infos: dict[str, Any] = {}
    for number, waits in enumerate(waiting):
        queue = ForwardMsgQueue()
        if waits:
            queue.enqueue(ForwardMsg())
        infos[str(number)] = SimpleNamespace(session=SimpleNamespace(_browser_queue=queue))
    sessions._active_session_info_by_id = cast(Any, infos)
    return sessions


def test_only_sessions_with_something_to_send_are_asked_for_it() -> None:
    sessions = _sessions(False, True, False)
    asked = sessions.list_active_sessions()
    assert asked == [sessions._active_session_info_by_id["1"]]


def test_sessions_with_nothing_to_send_still_count_as_there() -> None:
    assert _sessions(False, False).num_active_sessions() == 2


def test_the_runtime_still_asks_the_way_that_is_made_lighter() -> None:
    loop = inspect.getsource(Runtime._loop_coroutine)
    assert loop.count("_session_mgr.list_active_sessions()") == 1
    assert "flush_browser_queue()" in loop
    assert "num_active_sessions" in inspect.getsource(Runtime)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_copied_theme_is_the_theme(section: str) -> None:
    read, copied, again = (CustomThemeConfig() for _ in range(3))
    lighter._populated(read, section)
    lighter._populate_theme_msg(copied, section)
    lighter._populate_theme_msg(again, section)
    assert copied == read == again


def test_every_run_still_begins_with_the_theme() -> None:
    told = inspect.getsource(app_session.AppSession._create_new_session_message)
    assert told.count("_populate_theme_msg(") == 6


def test_a_session_that_is_resumed_would_still_watch_files_that_nobody_wants_watched() -> None:
    resumed = inspect.getsource(WebsocketSessionManager._resume_stored_session)
    assert resumed.count(".register_file_watchers()") == 1
    # What it would begin is ended by what asks first whether it began.
    ended = inspect.getsource(app_session.AppSession.disconnect_file_watchers)
    assert "if self._local_sources_watcher is not None" in ended
    assert "if self._stop_config_listener is not None" in ended
