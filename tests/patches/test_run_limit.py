"""A run that begins and ends lighter has the same outcome, and Streamlit still has it."""

import asyncio
import gc
import inspect
import threading
import time
import weakref
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import Runtime, app_session
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    ScriptRunContext,
    get_script_run_ctx,
)
from streamlit.runtime.state import SessionState
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.watcher.polling_path_watcher import PollingPathWatcher

from pages.http.patches import run_limit

SECTIONS = ["theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar"]


def test_no_more_pages_run_at_once_than_there_are_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock, go = 0, 0, threading.Lock(), threading.Event()

    def run(_: object) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        go.wait(5)
        with lock:
            running -= 1

    monkeypatch.setattr(run_limit, "_run_script_thread", run)
    threads = [
        threading.Thread(target=run_limit._run_in_a_slot, args=(cast(Any, SimpleNamespace()),))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.2)  # for all who would not wait for a slot
    go.set()
    for thread in threads:
        thread.join(5)
    assert most <= run_limit._RUNS_AT_ONCE
    assert not running


def run_once(script: Path) -> "weakref.ref[ScriptRunContext]":
    """Run a script in a thread as a session does; return what it drew with, if that is still there.

    The collector is off meanwhile: only what nobody holds is gone.
    """
    drew: list[weakref.ref[ScriptRunContext]] = []
    script.write_text("import streamlit as st\nst.text_input('Who', key='who')\n", encoding="utf-8")
    loop = asyncio.new_event_loop()
    runner = ScriptRunner(
        session_id="a session",
        main_script_path=str(script),
        session_state=SessionState(),
        uploaded_file_mgr=MemoryUploadedFileManager("/nowhere"),
        script_cache=ScriptCache(),
        initial_rerun_data=RerunData(),
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=PagesManager(str(script)),
        event_loop=loop,
    )

    def note(_: object, event: ScriptRunnerEvent, **__: object) -> None:
        context = get_script_run_ctx()
        if event is ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS and context:
            drew.append(weakref.ref(context))

    runner.on_event.connect(note, weak=False)
    gc.disable()
    try:
        before = threading.active_count()
        runner.start()
        while threading.active_count() > before:
            time.sleep(0.01)
    finally:
        gc.enable()
        loop.close()
    return drew[0]


def test_what_a_run_drew_with_is_gone_with_it_and_would_still_wait_for_the_collector(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = SimpleNamespace(clear_session_refs=lambda: None, remove_orphaned_files=lambda: None)
    sources = SimpleNamespace(clear_session_refs=lambda: None, remove_orphaned_sources=lambda: None)
    of_no_server = SimpleNamespace(media_file_mgr=files, dataframe_source_mgr=sources)
    monkeypatch.setattr(Runtime, "_instance", of_no_server)
    assert run_once(tmp_path / "page.py")() is not None
    monkeypatch.setattr(ScriptRunner, "_run_script_thread", run_limit._run_in_a_slot)
    assert run_once(tmp_path / "page.py")() is None


@pytest.mark.parametrize("section", SECTIONS)
def test_a_copied_theme_is_the_theme(section: str) -> None:
    read, copied, again = (CustomThemeConfig() for _ in range(3))
    run_limit._populated(read, section)
    run_limit._populate_theme_msg(copied, section)
    run_limit._populate_theme_msg(again, section)
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


def test_the_settings_are_not_looked_at_again_though_streamlit_would_five_times_a_second(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    looked: list[object] = []
    monkeypatch.setattr(PollingPathWatcher, "_executor", SimpleNamespace(submit=looked.append))
    settings = tmp_path / "config.toml"
    settings.touch()
    PollingPathWatcher(str(settings), lambda _: None)._check_if_path_changed()
    assert len(looked) == 2, "once it begins, and once more after each look"
    monkeypatch.setattr(PollingPathWatcher, "_schedule", run_limit._watch_nothing)
    PollingPathWatcher(str(settings), lambda _: None)._check_if_path_changed()
    assert len(looked) == 2
