"""What Streamlit does again for every phone, run or message, done once or only where it is needed.

Its habits below took a third of a full room's time in a profile, and more of its patience: with a
thousand phones the server's loop had to win the interpreter back once for each message, and when a
room's wifi came back it stood still for a quarter of a minute. They are in Streamlit's own parts,
as those of `door/wire` are in uvicorn's, so each replacement is as small as it can be, and
tests/unit/test_lighter.py fails when a new version does something else there.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from streamlit import config
from streamlit.components.v2.bidi_component import main as components
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import Runtime, app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.session_manager import (
    ActiveSessionInfo,
    SessionClientDisconnectedError,
    SessionInfo,
)
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.state.common import WidgetMetadata, WidgetValuePresenter
from streamlit.runtime.state.session_state import KeyIdMapper, _is_stale_widget
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.watcher.polling_path_watcher import PollingPathWatcher

# Pages that run at the same moment only take the interpreter from one another, and from the loop
# that sends what they say: all would be late instead of some. Two, as one may wait for the disk.
_RUNS_AT_ONCE: Final = 2
# A client is hung up on when 500 messages wait for it (WEBSOCKET_MAX_SEND_QUEUE_SIZE).
_SENT_AT_ONCE: Final = 300

_HANDED_OVER, _CALLED = "_workshop_handed_over", "_workshop_called"
_HELD_IN_A_CIRCLE: Final = ("_script_thread", "_session_state")
_LOOKED_FROM = "_workshop_looked_from"
_LOOK_EVERY_SECONDS: Final = 1.0

_remove_stale_widgets = SessionState._remove_stale_widgets
_populated = app_session._populate_theme_msg
_run_script_thread = ScriptRunner._run_script_thread
_enqueue_forward_msg = AppSession._enqueue_forward_msg
_themes: dict[str, CustomThemeConfig] = {}
# The sessions, by name, that said something since they were last asked.
_talking: set[str] = set()
_slots = threading.Semaphore(_RUNS_AT_ONCE)


class Sessions(WebsocketSessionManager):
    """Streamlit's sessions, of which only those with something to send are asked for it.

    The runtime asks up to 100 times a second for the messages of each of a thousand phones, of
    which a handful have any; and it turns to everything else once after each message.
    """

    def list_active_sessions(self) -> list[ActiveSessionInfo]:
        """Send what there is to send; return the sessions that have more than goes at once."""
        names, now = set[str](), time.monotonic()
        while _talking:  # one by one: a thread may add another meanwhile
            names.add(_talking.pop())
        if now >= self.__dict__.get(_LOOKED_FROM, 0.0):  # somebody may have come back to messages
            self.__dict__[_LOOKED_FROM] = now + _LOOK_EVERY_SECONDS
            names = set(self._active_session_info_by_id)
        found = (self._active_session_info_by_id.get(name) for name in names)
        waiting = [of for of in found if of and not of.session._browser_queue.is_empty()]
        return [of for of in waiting if not _sent_at_once(of)]

    def list_sessions(self) -> list[SessionInfo]:
        """Return all sessions, whether they have something to send or not."""
        everybody = cast(list[SessionInfo], list(self._active_session_info_by_id.values()))
        return [*everybody, *self._session_storage.list()]

    def num_active_sessions(self) -> int:
        """Return how many there are, whether they have something to send or not."""
        return len(self._active_session_info_by_id)


def lighten() -> None:
    """Let the server that is starting do so."""
    manager = cast(WebsocketSessionManager, Runtime.instance()._session_mgr)
    manager.__class__ = Sessions
    app_session._populate_theme_msg = _populate_theme_msg
    AppSession._on_scriptrunner_event = _hand_over  # type: ignore[method-assign, assignment]
    AppSession._enqueue_forward_msg = _note_and_enqueue  # type: ignore[method-assign, assignment]
    Runtime._enqueued_some_message = _note_message  # type: ignore[method-assign, assignment]
    ScriptRunner._run_script_thread = _run_in_a_slot  # type: ignore[method-assign, assignment]
    SafeSessionState.filtered_state = property(_AsItStands)  # type: ignore[method-assign, assignment]
    SessionState._remove_stale_widgets = _remove_all_of_stale_widgets  # type: ignore[method-assign, assignment]
    components.make_bidi_component_presenter = _presenter  # type: ignore[attr-defined]
    if config.get_option("server.fileWatcherType") == "none":
        setattr(AppSession, "register_file_watchers", _watch_nothing)  # noqa: B010
        setattr(PollingPathWatcher, "_schedule", _watch_nothing)  # noqa: B010


def _watch_nothing(_: AppSession | PollingPathWatcher) -> None:
    """Watch no files.

    A session that is resumed would, and looks up every module for it; and the server looks five
    times a second whether its settings changed, which costs as much as 300 idle phones.
    """


class _AsItStands(Mapping[str, Any]):
    """What a session holds, looked up when it is asked for.

    Each field looks up one name, for which Streamlit copied everything that the session holds.
    """

    def __init__(self, state: SafeSessionState) -> None:
        self._state = state

    def __getitem__(self, name: str) -> Any:
        return self._state[name]

    def __contains__(self, name: object) -> bool:
        return str(name) in self._state

    def __iter__(self) -> Iterator[str]:
        return iter(self._state._state.filtered_state)

    def __len__(self) -> int:
        return len(self._state._state.filtered_state)


def _remove_all_of_stale_widgets(state: SessionState, active: frozenset[str]) -> None:
    """Forget how the widgets of other pages are read together with what they held.

    Streamlit keeps that, and their names, as long as the session: nine exercises came to a quarter
    of a megabyte for each phone.
    """
    _remove_stale_widgets(state, active)
    context = get_script_run_ctx()
    # Before a page has begun, what was pressed on it is still to be read.
    if context and context.has_script_started:
        known = state._new_widget_state.widget_metadata
        for widget, read in list(known.items()):
            is_stale = _is_stale_widget(read, active, context.fragment_ids_this_run)
            if is_stale and not _is_of(active, widget, read):
                del known[widget]
                _forget_name(state._key_id_mapper, widget)


def _forget_name(names: KeyIdMapper, widget: str) -> None:
    """Forget the name that a page gave a widget, unless another one has it by now."""
    name = names.id_key_mapping.pop(widget, None)
    if name is not None and names.get_id_from_key(name) == widget:
        del names._key_id_mapping[name]


def _is_of(active: frozenset[str], widget: str, read: WidgetMetadata[Any]) -> bool:
    """Say whether this is what one of these components hears: it is named after it, and not there.

    Streamlit counts a component as active, but not that part of it.
    """
    return read.value_type == "json_trigger_value" and any(of in widget for of in active)


class _Presented(dict[str, Any]):
    """What a component holds and has just said, by name."""

    def __getattr__(self, name: str) -> Any:
        return self.get(name)


def _presenter(aggregator_id: str, *_: object, **__: object) -> WidgetValuePresenter:
    """Show what a component holds, as Streamlit does but for assigning to it, which no page does.

    Streamlit makes a class for that at every look, of which a full room left 20 MB to collect.
    """

    def present(held: object, state: SessionState) -> object:
        read = state._new_widget_state.widget_metadata.get(aggregator_id)
        if not isinstance(held, dict) or read is None or read.value_type != "json_trigger_value":
            return held
        try:
            said = state._new_widget_state[aggregator_id]
        except KeyError:
            said = None
        events = [said] if isinstance(said, dict) else said if isinstance(said, list) else []
        named = (event for event in events if isinstance(event, dict))
        told = {of["event"]: of.get("value") for of in named if isinstance(of.get("event"), str)}
        return _Presented({**told, **held})

    return present


def _populate_theme_msg(msg: CustomThemeConfig, section: str = "theme") -> None:
    """Copy the theme, which no run changes, instead of reading 300 settings at every run."""
    if section not in _themes:
        fresh = CustomThemeConfig()
        _populated(fresh, section)
        _themes[section] = fresh
    msg.MergeFrom(_themes[section])


def _sent_at_once(info: ActiveSessionInfo) -> bool:
    """Send a session's messages, unless they are so many that its client may not keep up."""
    if len(info.session._browser_queue) > _SENT_AT_ONCE:
        return False
    runtime = Runtime.instance()
    for message in info.session.flush_browser_queue():
        try:
            runtime._send_message(info, message)
        except SessionClientDisconnectedError:
            runtime.disconnect_session(info.session.id, client=info.client)
    info.session.on_flushed_messages_sent()
    return True


def _note_and_enqueue(session: AppSession, message: ForwardMsg) -> None:
    _talking.add(session.id)
    _enqueue_forward_msg(session, message)


def _hand_over(
    session: AppSession, sender: ScriptRunner | None, event: ScriptRunnerEvent, **told: Any
) -> None:
    """Hand a run's event over to the loop together with those that come until it takes them."""
    session.__dict__.setdefault(_HANDED_OVER, deque()).append((sender, event, told))
    _call(session)


def _call(session: AppSession) -> None:
    if not session.__dict__.get(_CALLED):
        session.__dict__[_CALLED] = True
        session._call_soon_on_event_loop(lambda: _take_over(session))


def _take_over(session: AppSession) -> None:
    session.__dict__[_CALLED] = False  # first, so that what comes from now on calls again
    waiting = session.__dict__[_HANDED_OVER]
    try:
        while waiting:
            sender, event, told = waiting.popleft()
            if event is not ScriptRunnerEvent.ENQUEUE_FORWARD_MSG:
                session._handle_scriptrunner_event_on_event_loop(sender, event, **told)
            elif sender is session._scriptrunner:
                session._browser_queue.enqueue(told["forward_msg"])
                _talking.add(session.id)
    finally:
        if waiting:  # one that failed takes no other along
            _call(session)
        if session._message_enqueued_callback:
            session._message_enqueued_callback()


def _note_message(runtime: Runtime) -> None:
    """Wake the loop that sends, where it is not awake."""
    parts = runtime._get_async_objs()
    if parts.need_send_data.is_set():
        return
    if asyncio._get_running_loop() is parts.eventloop:
        parts.need_send_data.set()
    else:
        parts.eventloop.call_soon_threadsafe(parts.need_send_data.set)


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
