"""Serialises rerun requests so that no tap is lost.

Streamlit aborts a run when the next whole page is requested, even if it hasn't saved an answer yet.
It also silently drops taps on a page that the server has just left, because their fragment is gone.
So requests wait here until the run before has come far enough. Late taps still run their own page,
which then gives way to the open one (pages/shared/step/frame.py). Streamlit may also abort a run
before or during its callbacks; here callbacks finish first.
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
    """What a run tells its session, beyond Streamlit's own events."""

    HEARD = "all that was clicked is heard to its end"


_request_rerun = AppSession.request_rerun
_handle_event = AppSession._handle_scriptrunner_event_on_event_loop
_give_way = ScriptRunner._maybe_handle_execution_control_request


class _Until(Enum):
    """How far a run must have come before the next whole page may abort it."""

    ASKED = "it is asked for"  # it only draws
    HEARD = "it has heard what was clicked"
    OVER = "it is over"  # it saves an answer


class _Asked:
    """A session's pending requests, and how far the current run has to come first."""

    def __init__(self) -> None:
        self.waiting: deque[ClientState | None] = deque()
        self.is_trying = False
        self.until: _Until | None = None
        self.opens = ""  # another page than the open one, which a run was asked for but not begun


_asked = Beside[AppSession, _Asked](_Asked)
_hearing: Final = WeakSet[ScriptRunner]()  # runs that execute click callbacks


def apply(_: Settings) -> None:
    """Queue the requests of every session on the server that's starting."""
    AppSession.request_rerun = _ask  # type: ignore[method-assign, assignment]
    AppSession._handle_scriptrunner_event_on_event_loop = _handle_and_go_on  # type: ignore[method-assign, assignment]
    ScriptRunner._maybe_handle_execution_control_request = _hear_first  # type: ignore[method-assign, assignment]


def _hear_first(runner: ScriptRunner) -> None:
    """Let a run be aborted only once all its callbacks have finished.

    The next run has its own thread, and starts by clearing clicks that both share.
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
    """Handle requests one after another; later ones wait."""
    _asked.of(session).waiting.append(wanted)
    _next(session)


def _handle_and_go_on(
    session: AppSession,
    sender: object,
    event: ScriptRunnerEvent | RunnerSignal,
    *more: Any,
    **told: Any,
) -> None:
    """Handle the next request once a run has come as far as it must."""
    if isinstance(event, ScriptRunnerEvent):
        _handle_event(session, sender, event, *more, **told)  # type: ignore[arg-type]
    asked = _asked.of(session)
    if event is ScriptRunnerEvent.SCRIPT_STARTED and told.get("page_script_hash") == asked.opens:
        asked.opens = ""
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
    """Say whether the current run must not be aborted for this, or may still leave its page."""
    if session._scriptrunner is None:
        return False
    until = _asked.of(session).until or _Until.ASKED
    return until is not _Until.ASKED or bool(wanted and wanted.fragment_id)


def _taken(session: AppSession, wanted: ClientState, taken: Taken) -> None:
    """Send the result of a fast save, or rerun after all; then handle the next request."""
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
    # The middleware asks for a whole page for the first message; a link asks for another page.
    gives = bool(wanted.widget_states.widgets) and is_open(session, wanted)
    return _Until.OVER if wanted.fragment_id or gives else _Until.ASKED


def _are_heard_first(session: AppSession, wanted: ClientState) -> bool:
    """Say whether all clicks have callbacks; others take effect somewhere in the page."""
    known = session._session_state._new_widget_state.widget_metadata
    clicked = (known.get(state.id) for state in clicks(wanted))
    return all(widget and (widget.callback or widget.callbacks) for widget in clicked)


def _run(session: AppSession, wanted: ClientState | None, until: _Until) -> None:
    if wanted and brings_news(wanted):
        wanted.fragment_id = ""  # no fragment shows the news
    if wanted:  # of this run: later messages may be about another page's inputs
        held_by_browser.note(session, wanted)
    asked = _asked.of(session)
    asked.opens = wanted.page_script_hash if wanted and not is_open(session, wanted) else ""
    _request_rerun(session, wanted)
    asked.until = until


def _is_of_a_page_left(session: AppSession, wanted: ClientState) -> bool:
    """Say whether this tap was on a page, or a fragment, that no longer exists."""
    if wanted.fragment_id:
        return not (session.has_fragment(wanted.fragment_id) and is_open(session, wanted))
    if is_for_news(wanted) and _asked.of(session).opens not in ("", wanted.page_script_hash):
        return True  # or news would take back a link that someone has just followed
    # A link asks for another page, too, but without a click on it.
    return bool(clicks(wanted)) and not is_open(session, wanted)


def _run_to_save(session: AppSession, wanted: ClientState) -> None:
    """Run the page that was tapped, only to save if another page is open by now."""
    if is_for_news(wanted):  # which the open page has already
        session._enqueue_forward_msg(finished())
        return
    # While the browser loads the next page, it still shows the old one and accepts taps on it.
    wanted.page_script_hash = page_of(session, wanted.fragment_id) or wanted.page_script_hash
    wanted.fragment_id = ""
    if not is_open(session, wanted):
        # Not with its own __setitem__, which warns outside a run.
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
