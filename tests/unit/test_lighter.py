"""What the server does lighter than Streamlit has the same outcome, and Streamlit still has it."""

import asyncio
import dataclasses
import gc
import inspect
import threading
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit.components.v2 import presentation
from streamlit.components.v2.bidi_component import main as components
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import Runtime, app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    ScriptRunContext,
    get_script_run_ctx,
)
from streamlit.runtime.session_manager import SessionClientDisconnectedError
from streamlit.runtime.state import SafeSessionState, SessionState, session_state
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import KeyIdMapper
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.watcher.polling_path_watcher import PollingPathWatcher
from streamlit.web.server.starlette import starlette_server_config

from pages.http import lighter

SECTIONS = ["theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar"]


class _Runtime:
    """Sends to clients, of which one hangs up after so many messages."""

    def __init__(self) -> None:
        self.sent: list[ForwardMsg] = []
        self.disconnected: list[str] = []
        self.patience = 10_000

    def _send_message(self, info: Any, message: ForwardMsg) -> None:
        del info
        if len(self.sent) >= self.patience:
            raise SessionClientDisconnectedError
        self.sent.append(message)

    def disconnect_session(self, session_id: str, *, client: object) -> None:
        del client
        self.disconnected.append(session_id)


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Runtime]:
    running = _Runtime()
    monkeypatch.setattr(Runtime, "instance", lambda: running)
    return cast(Iterator[_Runtime], running)


class _Session:
    """What of a session the sender looks at."""

    def __init__(self, number: int, messages: int) -> None:
        self.id = str(number)
        self.settled = 0
        self._browser_queue = ForwardMsgQueue()
        for _ in range(messages):
            self._browser_queue.enqueue(ForwardMsg())

    def flush_browser_queue(self) -> list[ForwardMsg]:
        return self._browser_queue.flush()

    def on_flushed_messages_sent(self) -> None:
        self.settled += 1


def _sessions(*messages: int) -> lighter.Sessions:
    """Return sessions in which so many messages wait to be sent."""
    sessions = lighter.Sessions.__new__(lighter.Sessions)
    infos = {
        str(number): SimpleNamespace(session=_Session(number, waiting), client=object())
        for number, waiting in enumerate(messages)
    }
    sessions._active_session_info_by_id = cast(Any, infos)
    sessions._session_storage = cast(Any, SimpleNamespace(list=list))
    lighter._talking.clear()
    return sessions


def test_all_that_waits_is_sent_at_once_and_nobody_else_is_asked(runtime: _Runtime) -> None:
    sessions = _sessions(0, 3, 2)
    assert sessions.list_active_sessions() == []
    assert len(runtime.sent) == 5
    told = [cast(Any, s).session.settled for s in sessions._active_session_info_by_id.values()]
    assert told == [0, 1, 1]


def test_who_said_something_is_asked_at_once_and_who_came_back_within_a_second(
    runtime: _Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    sessions = _sessions(0, 0, 0)
    sessions.list_active_sessions()
    _, talks, silent = (of.session for of in sessions._active_session_info_by_id.values())
    for session in (talks, silent):
        session._browser_queue.enqueue(ForwardMsg())
    lighter._talking.add(talks.id)
    sessions.list_active_sessions()
    assert len(runtime.sent) == 1
    clock[0] += 1
    sessions.list_active_sessions()
    assert len(runtime.sent) == 2


def test_more_than_a_client_takes_at_once_is_left_to_streamlit(runtime: _Runtime) -> None:
    sessions = _sessions(lighter._SENT_AT_ONCE + 1)
    assert sessions.list_active_sessions() == [sessions._active_session_info_by_id["0"]]
    assert not runtime.sent
    assert lighter._SENT_AT_ONCE < starlette_server_config.WEBSOCKET_MAX_SEND_QUEUE_SIZE


def test_who_hung_up_is_disconnected_and_the_next_one_is_told_all_the_same(
    runtime: _Runtime,
) -> None:
    runtime.patience = 0
    _sessions(1, 1).list_active_sessions()
    assert sorted(runtime.disconnected) == ["0", "1"]


def test_sessions_with_nothing_to_send_still_count_as_there(runtime: _Runtime) -> None:
    assert _sessions(0, 0).num_active_sessions() == 2
    assert len(_sessions(0, 1, 0).list_sessions()) == 3


def test_the_runtime_still_asks_the_way_that_is_made_lighter() -> None:
    loop = inspect.getsource(Runtime._loop_coroutine)
    assert loop.count("_session_mgr.list_active_sessions()") == 1
    for step in ("flush_browser_queue()", "self._send_message(", "on_flushed_messages_sent()"):
        assert step in loop
    assert "num_active_sessions" in inspect.getsource(Runtime)


class _Runner(SimpleNamespace):
    pass


def _session(runner: object) -> Any:
    """Return a session whose loop does what it is called for when one says so."""
    calls: list[Any] = []
    session = SimpleNamespace(
        id="a session",
        _scriptrunner=runner,
        _browser_queue=ForwardMsgQueue(),
        _message_enqueued_callback=lambda: told.append("woken"),
        _call_soon_on_event_loop=calls.append,
        _handle_scriptrunner_event_on_event_loop=lambda sender, event, **_: told.append(event.name),
        calls=calls,
    )
    told: list[str] = []
    session.told = told
    return session


def _delta(*path: int) -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.delta_path.extend(path)
    message.delta.new_element.markdown.body = "said"
    return message


def test_what_a_run_says_in_a_row_is_taken_over_with_one_call_and_in_its_order() -> None:
    runner = _Runner()
    session = _session(runner)
    lighter._hand_over(session, cast(Any, runner), ScriptRunnerEvent.SCRIPT_STARTED)
    for place in range(3):
        lighter._hand_over(
            session,
            cast(Any, runner),
            ScriptRunnerEvent.ENQUEUE_FORWARD_MSG,
            forward_msg=_delta(0, place),
        )
    lighter._hand_over(session, cast(Any, runner), ScriptRunnerEvent.SHUTDOWN)
    assert len(session.calls) == 1
    session.calls.pop()()
    assert session.told == ["SCRIPT_STARTED", "SHUTDOWN", "woken"]
    assert [list(m.metadata.delta_path) for m in session._browser_queue.flush()] == [
        [0, 0],
        [0, 1],
        [0, 2],
    ]
    lighter._hand_over(session, cast(Any, runner), ScriptRunnerEvent.SCRIPT_STARTED)
    assert len(session.calls) == 1


def test_what_another_run_than_the_present_one_says_is_not_shown() -> None:
    session = _session(_Runner())
    lighter._hand_over(
        session,
        cast(Any, _Runner(old=True)),
        ScriptRunnerEvent.ENQUEUE_FORWARD_MSG,
        forward_msg=_delta(0, 0),
    )
    session.calls.pop()()
    assert session._browser_queue.is_empty()


def test_an_event_that_fails_takes_none_of_the_others_along() -> None:
    runner = _Runner()
    session = _session(runner)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("this event fails")

    session._handle_scriptrunner_event_on_event_loop = fail
    lighter._hand_over(session, cast(Any, runner), ScriptRunnerEvent.SCRIPT_STARTED)
    lighter._hand_over(
        session,
        cast(Any, runner),
        ScriptRunnerEvent.ENQUEUE_FORWARD_MSG,
        forward_msg=_delta(0, 0),
    )
    with pytest.raises(RuntimeError):
        session.calls.pop()()
    session.calls.pop()()
    assert not session._browser_queue.is_empty()


def test_streamlit_still_hands_events_over_the_way_that_is_made_lighter() -> None:
    told = inspect.getsource(AppSession._on_scriptrunner_event)
    assert "_call_soon_on_event_loop(" in told
    assert "_handle_scriptrunner_event_on_event_loop(" in told
    handled = inspect.getsource(AppSession._handle_scriptrunner_event_on_event_loop)
    assert "if sender is not self._scriptrunner" in handled
    assert "self._enqueue_forward_msg(forward_msg)" in handled
    enqueued = inspect.getsource(AppSession._enqueue_forward_msg)
    assert "self._browser_queue.enqueue(msg)" in enqueued
    assert "self._message_enqueued_callback()" in enqueued
    assert "need_send_data.set" in inspect.getsource(Runtime._enqueued_some_message)
    assert "target=self._run_script_thread" in inspect.getsource(ScriptRunner.start)


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

    monkeypatch.setattr(lighter, "_run_script_thread", run)
    threads = [
        threading.Thread(target=lighter._run_in_a_slot, args=(cast(Any, SimpleNamespace()),))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.2)  # for all who would not wait for a slot
    go.set()
    for thread in threads:
        thread.join(5)
    assert most <= lighter._RUNS_AT_ONCE
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
        runner.start()
        thread = runner._script_thread
        assert thread
        thread.join(10)
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
    monkeypatch.setattr(ScriptRunner, "_run_script_thread", lighter._run_in_a_slot)
    assert run_once(tmp_path / "page.py")() is None


def test_a_session_looked_up_as_it_stands_holds_what_it_holds() -> None:
    state = SafeSessionState(SessionState(), lambda: None)
    state["answer"] = 42
    seen, whole = lighter._AsItStands(state), state._state.filtered_state
    assert dict(seen) == whole == {"answer": 42}
    assert "answer" in seen
    assert "question" not in seen
    assert len(seen) == 1


def known_after(
    monkeypatch: pytest.MonkeyPatch,
    active: set[str],
    ran: list[str] | None = None,
    *,
    has_begun: bool = True,
) -> tuple[set[str], set[str]]:
    """Which widgets, of three, a session knows and holds once a page or these parts have run."""
    state = SessionState()
    for widget, part in (("$$ID-a-on the page", None), ("$$ID-b-in a part", "a part")):
        state._set_widget_metadata(metadata(widget, part))
    state._set_widget_metadata(metadata("$$ID-c-elsewhere", None))
    widgets = set(state._new_widget_state.widget_metadata)
    state._old_state = dict.fromkeys(widgets, "given")
    in_a_run(monkeypatch, ran, has_begun=has_begun)
    lighter._remove_all_of_stale_widgets(state, frozenset(w for w in widgets if w[5] in active))
    known = {widget[5] for widget in state._new_widget_state.widget_metadata}
    return known, {widget[5] for widget in state._old_state}


def in_a_run(monkeypatch: pytest.MonkeyPatch, of: list[str] | None, *, has_begun: bool) -> None:
    """Let it be a run of these parts, or of the whole page."""
    context = SimpleNamespace(
        fragment_ids_this_run=of, page_script_hash="a page", has_script_started=has_begun
    )
    for module in (session_state, lighter):
        monkeypatch.setattr(module, "get_script_run_ctx", lambda: context)


def metadata(widget: str, part: str | None) -> WidgetMetadata[str]:
    return WidgetMetadata(
        id=widget,
        deserializer=str,
        serializer=str,
        value_type="string_value",
        fragment_id=part,
    )


def test_what_another_page_asked_for_is_forgotten_whole_and_nothing_of_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert known_after(monkeypatch, {"a", "b"}) == ({"a", "b"}, {"a", "b"})


def test_what_a_component_hears_is_still_read_as_long_as_it_is_on_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state, component = SessionState(), "$$ID-a-keys"
    hears = _make_trigger_id(component, "events")
    state._set_widget_metadata(metadata(component, None))
    heard = dataclasses.replace(metadata(hears, None), value_type="json_trigger_value")
    state._set_widget_metadata(heard)
    in_a_run(monkeypatch, None, has_begun=True)
    for active, left in (({component}, {component, hears}), (set[str](), set[str]())):
        lighter._remove_all_of_stale_widgets(state, frozenset(active))
        assert set(state._new_widget_state.widget_metadata) == left


def test_streamlit_still_shows_what_components_hold_the_way_that_is_made_lighter() -> None:
    assert "make_bidi_component_presenter(" in inspect.getsource(components)
    parameters = inspect.signature(presentation.make_bidi_component_presenter).parameters
    assert list(parameters)[:2] == ["aggregator_id", "component_id"]


def test_the_name_of_a_widget_is_forgotten_with_it_unless_another_has_it_by_now() -> None:
    names = KeyIdMapper()
    names["goal"], names["label"] = "$$ID-a", "$$ID-b"
    names["label"] = "$$ID-c"  # in another language
    for widget in ("$$ID-a", "$$ID-b", "$$ID-d"):
        lighter._forget_name(names, widget)
    assert names.id_key_mapping == {"$$ID-c": "label"}
    assert names.get_id_from_key("label") == "$$ID-c"
    assert "goal" not in names


HEARD = [
    None,
    {"event": "pressed", "value": "n"},
    [{"event": "pressed", "value": "n"}, {"event": "asked"}, "no event", {"event": 3}],
    "nothing that a component says",
]


@pytest.mark.parametrize("holds", [{"order": ["b", "a"]}, {"pressed": "held"}, {}, None, ["a"]])
@pytest.mark.parametrize("heard", HEARD)
@pytest.mark.parametrize("value_type", ["json_trigger_value", "string_value", ""])
def test_what_a_component_holds_and_says_is_seen_as_streamlit_shows_it(
    holds: object, heard: object, value_type: Any
) -> None:
    hears, state = _make_trigger_id("$$ID-a-keys", "events"), SessionState()
    if value_type:
        kind = dataclasses.replace(metadata(hears, None), value_type=value_type)
        state._set_widget_metadata(kind)
        state._new_widget_state.set_from_value(hears, heard)
    theirs = presentation.make_bidi_component_presenter(hears, "$$ID-a-keys")(holds, state)
    ours = lighter._presenter(hears, "$$ID-a-keys")(holds, state)
    assert ours == theirs
    for name in holds if isinstance(holds, dict) and value_type == "json_trigger_value" else ():
        assert getattr(ours, name) == getattr(theirs, name)


def test_before_a_page_has_begun_it_is_known_how_to_read_what_was_pressed_on_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert known_after(monkeypatch, set(), has_begun=False) == ({"a", "b", "c"}, set())


def test_when_a_part_runs_all_that_is_beside_it_is_still_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    beside = {"a", "c"}
    assert known_after(monkeypatch, set(), ["a part"]) == (beside, beside)
    assert known_after(monkeypatch, {"b"}, ["a part"]) == (beside | {"b"}, beside | {"b"})


def test_streamlit_still_removes_what_widgets_held_the_way_that_is_added_to() -> None:
    parameters = list(inspect.signature(SessionState._remove_stale_widgets).parameters)
    assert parameters == ["self", "active_widget_ids"]
    removing = inspect.getsource(SessionState._remove_stale_widgets)
    assert "widget_metadata.pop" not in removing, "it does so by itself now"


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


def test_the_settings_are_not_looked_at_again_though_streamlit_would_five_times_a_second(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    looked: list[object] = []
    monkeypatch.setattr(PollingPathWatcher, "_executor", SimpleNamespace(submit=looked.append))
    settings = tmp_path / "config.toml"
    settings.touch()
    PollingPathWatcher(str(settings), lambda _: None)._check_if_path_changed()
    assert len(looked) == 2, "once it begins, and once more after each look"
    monkeypatch.setattr(PollingPathWatcher, "_schedule", lighter._watch_nothing)
    PollingPathWatcher(str(settings), lambda _: None)._check_if_path_changed()
    assert len(looked) == 2
