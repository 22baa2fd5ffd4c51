"""A run that begins and ends lighter has the same outcome, and Streamlit still has it."""

import asyncio
import gc
import threading
import time
import weakref
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit.runtime import Runtime
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

from pages.http.patches import run_limit


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
