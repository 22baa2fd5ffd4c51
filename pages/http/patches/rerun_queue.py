"""What a session is asked is done in its order, and nothing that somebody tapped is dropped.

Streamlit stops a run for the next whole page, also one that has not begun to keep an answer; and
what was tapped on a page that the server has just left is for a part that is gone. Both it drops
without a word. So what is asked waits here until the run before it has come far enough; what came
late still runs its page, which then gives way to the one that is open (pages/shared/step/frame.py).
Streamlit also lets a run give way before it has heard what it was asked for, and in the middle of
hearing it: here it hears first.
"""

from collections import deque
from enum import Enum
from functools import partial
from typing import Any, Final
from weakref import WeakSet

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent, get_script_run_ctx

from pages.http.patches import held_by_browser
from pages.http.patches.beside import Beside
from pages.http.patches.fast_save.attempts import (
    Needed,
    Taken,
    attempt,
    clicks,
    finished,
    found,
    is_open,
    page_of,
)
from pages.http.patches.offered import LATE
from pages.http.patches.patch import Patch
from pages.http.patches.protocol import brings_news, is_for_news
from pages.http.settings import Settings


class RunnerSignal(Enum):
    """What a run tells its session, beside Streamlit's own events."""

    HEARD = "all that was clicked is heard to its end"


_request_rerun = AppSession.request_rerun
_handle_event = AppSession._handle_scriptrunner_event_on_event_loop
_give_way = ScriptRunner._maybe_handle_execution_control_request


class _Until(Enum):
    """How far a run must have come before the next whole page may break it off."""

    ASKED = "it is asked for"  # it only draws
    HEARD = "it has heard what was clicked"
    OVER = "it is over"  # it keeps an answer


class _Asked:
    """What a session was asked for, and how far what runs is to come."""

    def __init__(self) -> None:
        self.waiting: deque[ClientState | None] = deque()
        self.is_trying = False
        self.until: _Until | None = None


_asked = Beside[AppSession, _Asked](_Asked)
_hearing: Final = WeakSet[ScriptRunner]()  # runs that hear what was clicked


def apply(_: Settings) -> None:
    """Let the sessions of the server that is starting do as they are asked in order."""
    AppSession.request_rerun = _ask  # type: ignore[method-assign, assignment]
    AppSession._handle_scriptrunner_event_on_event_loop = _handle_and_go_on  # type: ignore[method-assign, assignment]
    ScriptRunner._maybe_handle_execution_control_request = _hear_first  # type: ignore[method-assign, assignment]


def _hear_first(runner: ScriptRunner) -> None:
    """Let a run give way to the next once all that was clicked has been heard to its end.

    The next one has a thread of its own, and begins with forgetting clicks in what both share.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context and not context.has_script_started:
        _hearing.add(runner)
        return
    if context and runner in _hearing:
        _hearing.discard(runner)
        runner.on_event.send(runner, event=RunnerSignal.HEARD)
    _give_way(runner)


def _ask(session: AppSession, wanted: ClientState | None) -> None:
    """Take the shortcut or run, one after the other: what is asked meanwhile waits."""
    _asked.of(session).waiting.append(wanted)
    _next(session)


def _handle_and_go_on(
    session: AppSession,
    sender: object,
    event: ScriptRunnerEvent | RunnerSignal,
    *more: Any,
    **told: Any,
) -> None:
    """Turn to what was asked meanwhile once a run has come as far as it must."""
    if isinstance(event, ScriptRunnerEvent):
        _handle_event(session, sender, event, *more, **told)  # type: ignore[arg-type]
    asked = _asked.of(session)
    heard = event is RunnerSignal.HEARD and sender is session._scriptrunner
    if session._scriptrunner is None or (heard and asked.until is _Until.HEARD):
        asked.until = _Until.ASKED
        if asked.waiting:
            _next(session)


def _next(session: AppSession) -> None:
    asked = _asked.of(session)
    while asked.waiting and not asked.is_trying and not _must_wait(session, asked.waiting[0]):
        wanted = asked.waiting[0]
        shortcut = found(session, wanted)
        if wanted and shortcut:
            asked.is_trying = True
            attempt(session, shortcut, wanted, partial(_taken, session, wanted))
            return
        asked.waiting.popleft()
        if wanted and _is_of_a_page_left(session, wanted):
            _run_to_save(session, wanted)
        else:
            _run(session, wanted, _until(session, wanted))


def _must_wait(session: AppSession, wanted: ClientState | None) -> bool:
    """Say whether a run goes on that this may not break off, or that may leave its page."""
    if session._scriptrunner is None:
        return False
    until = _asked.of(session).until or _Until.ASKED
    return until is not _Until.ASKED or bool(wanted and wanted.fragment_id)


def _taken(session: AppSession, wanted: ClientState, taken: Taken) -> None:
    """Tell the browser, or run after all; then turn to what was asked meanwhile."""
    asked = _asked.of(session)
    asked.is_trying = False
    asked.waiting.popleft()
    if taken.needed is Needed.NOTHING:
        for message in (*taken.told, finished()):
            session._enqueue_forward_msg(message)
    else:
        if taken.needed is Needed.PAGE:
            wanted.fragment_id = ""
        _run(session, wanted, _Until.OVER)
    _next(session)


def _until(session: AppSession, wanted: ClientState | None) -> _Until:
    if wanted is None:
        return _Until.ASKED
    if clicks(wanted) and not wanted.fragment_id:
        return _Until.HEARD if _are_heard_first(session, wanted) else _Until.OVER
    # The door asks for a whole page for the first answer; a link asks for one that is not open.
    gives = bool(wanted.widget_states.widgets) and is_open(session, wanted)
    return _Until.OVER if wanted.fragment_id or gives else _Until.ASKED


def _are_heard_first(session: AppSession, wanted: ClientState) -> bool:
    """Say whether all clicks have callbacks: others come true somewhere in the page."""
    known = session._session_state._new_widget_state.widget_metadata
    clicked = (known.get(state.id) for state in clicks(wanted))
    return all(widget and (widget.callback or widget.callbacks) for widget in clicked)


def _run(session: AppSession, wanted: ClientState | None, until: _Until) -> None:
    if wanted and brings_news(wanted):
        wanted.fragment_id = ""  # no part shows the news
    if wanted:  # of this run: what is asked for meanwhile may tell of another page's inputs
        held_by_browser.note(session, wanted)
    _request_rerun(session, wanted)
    _asked.of(session).until = until


def _is_of_a_page_left(session: AppSession, wanted: ClientState) -> bool:
    """Say whether this was tapped on a page, or a part of it, that is not there any more."""
    if wanted.fragment_id:
        return not (session.has_fragment(wanted.fragment_id) and is_open(session, wanted))
    # A link asks for another page, too, but nothing was clicked on that.
    return bool(clicks(wanted)) and not is_open(session, wanted)


def _run_to_save(session: AppSession, wanted: ClientState) -> None:
    """Run a whole page for what was tapped on it, and if another is open by now, only for that."""
    if is_for_news(wanted):  # which the page that is open has already
        session._enqueue_forward_msg(finished())
        return
    # A browser shows the page that is left, and takes taps on it, while it names the one to come.
    wanted.page_script_hash = page_of(session, wanted.fragment_id) or wanted.page_script_hash
    wanted.fragment_id = ""
    if not is_open(session, wanted):
        # Not by its own __setitem__, which warns outside a run.
        session._session_state._new_session_state[LATE] = True
    _run(session, wanted, _Until.OVER)


_SESSION = "streamlit.runtime.app_session:AppSession"
_RUNNER = "streamlit.runtime.scriptrunner:ScriptRunner"
PATCH = Patch(
    "rerun queue",
    gives="taps that another page overtakes are saved; 163 saves a second instead of 99",
    apply=apply,
    targets={
        f"{_SESSION}.request_rerun": "4e696d1c75",
        f"{_SESSION}.has_fragment": "825c2f8e74",
        f"{_SESSION}._handle_scriptrunner_event_on_event_loop": "802ad0b4f4",
        f"{_RUNNER}._maybe_handle_execution_control_request": "a94b9c5cb9",
    },
)
