"""Batched messages arrive as Streamlit would send them, and Streamlit still sends them that way."""

import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.session_manager import SessionClientDisconnectedError
from streamlit.web.server.starlette import starlette_server_config

from pages.http.patches import message_batching


class _Runtime:
    """Sends to clients, one of which disconnects after `patience` messages."""

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
    """The parts of a session that the sender uses."""

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


def _sessions(*messages: int) -> message_batching.Sessions:
    """Return sessions with this many messages queued in each."""
    sessions = message_batching.Sessions.__new__(message_batching.Sessions)
    infos = {
        str(number): SimpleNamespace(session=_Session(number, waiting), client=object())
        for number, waiting in enumerate(messages)
    }
    sessions._active_session_info_by_id = cast(Any, infos)
    sessions._session_storage = cast(Any, SimpleNamespace(list=list))
    message_batching._talking.clear()
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
    message_batching._talking.add(talks.id)
    sessions.list_active_sessions()
    assert len(runtime.sent) == 1
    clock[0] += 1
    sessions.list_active_sessions()
    assert len(runtime.sent) == 2


def test_more_than_a_client_takes_at_once_is_left_to_streamlit(runtime: _Runtime) -> None:
    sessions = _sessions(message_batching._SENT_AT_ONCE + 1)
    assert sessions.list_active_sessions() == [sessions._active_session_info_by_id["0"]]
    assert not runtime.sent
    assert message_batching._SENT_AT_ONCE < starlette_server_config.WEBSOCKET_MAX_SEND_QUEUE_SIZE


def test_who_hung_up_is_disconnected_and_the_next_one_is_told_all_the_same(
    runtime: _Runtime,
) -> None:
    runtime.patience = 0
    _sessions(1, 1).list_active_sessions()
    assert sorted(runtime.disconnected) == ["0", "1"]


def test_sessions_with_nothing_to_send_still_count_as_there(runtime: _Runtime) -> None:
    assert _sessions(0, 0).num_active_sessions() == 2
    assert len(_sessions(0, 1, 0).list_sessions()) == 3


class _Runner(SimpleNamespace):
    pass


class _Talking:
    """The parts of a session that its runs send to."""

    def __init__(self, **has: Any) -> None:
        self.__dict__.update(has)


def _session(runner: object) -> Any:
    """Return a session whose loop runs what it was asked to once told to."""
    calls: list[Any] = []
    session: Any = _Talking(
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
    message_batching._hand_over(session, cast(Any, runner), ScriptRunnerEvent.SCRIPT_STARTED)
    for place in range(3):
        message_batching._hand_over(
            session,
            cast(Any, runner),
            ScriptRunnerEvent.ENQUEUE_FORWARD_MSG,
            forward_msg=_delta(0, place),
        )
    message_batching._hand_over(session, cast(Any, runner), ScriptRunnerEvent.SHUTDOWN)
    assert len(session.calls) == 1
    session.calls.pop()()
    assert session.told == ["SCRIPT_STARTED", "SHUTDOWN", "woken"]
    assert [list(m.metadata.delta_path) for m in session._browser_queue.flush()] == [
        [0, 0],
        [0, 1],
        [0, 2],
    ]
    message_batching._hand_over(session, cast(Any, runner), ScriptRunnerEvent.SCRIPT_STARTED)
    assert len(session.calls) == 1


def test_what_another_run_than_the_present_one_says_is_not_shown() -> None:
    session = _session(_Runner())
    message_batching._hand_over(
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
    message_batching._hand_over(session, cast(Any, runner), ScriptRunnerEvent.SCRIPT_STARTED)
    message_batching._hand_over(
        session,
        cast(Any, runner),
        ScriptRunnerEvent.ENQUEUE_FORWARD_MSG,
        forward_msg=_delta(0, 0),
    )
    with pytest.raises(RuntimeError):
        session.calls.pop()()
    session.calls.pop()()
    assert not session._browser_queue.is_empty()
