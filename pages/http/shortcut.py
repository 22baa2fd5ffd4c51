"""A change that alters nothing else on its page is kept without a run of Streamlit's.

Streamlit answers every tap by drawing the part of the page around it anew, which takes the
interpreter four times as long as keeping the answer. So a page leaves a shortcut beside its part
(pages/shared/quick.py), which keeps the change and says what the browser is to be told: a line or
two. Where more than that would change, or anything is unusual, the page runs as ever. Streamlit
has nothing for this, so a session is asked here instead; tests/unit/test_shortcut.py fails when a
new version does something else there.
"""

import contextvars
import logging
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from typing import Any, Final, NamedTuple, Protocol

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.fragment import FragmentStorage
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    RunLocation,
    ScriptRunContext,
    ThreadState,
)
from streamlit.runtime.scriptrunner_utils.script_run_context_attr import (
    SCRIPT_RUN_CONTEXT_ATTR_NAME,
)
from streamlit.runtime.state import SafeSessionState

from pages.http.door.messages import is_for_news

LOG = logging.getLogger(__name__)

# Two, as one may wait for the disk.
_AT_ONCE: Final = 2
# What a click or a component sends once; a page acts on it in ways of its own.
_TRIGGERS: Final = frozenset(
    {"trigger_value", "json_trigger_value", "string_trigger_value", "chat_input_value"}
)
_SHORTCUT, _ASKED, _TRYING = "_workshop_shortcut", "_workshop_asked", "_workshop_trying"
_KEPT_UNTIL = "_workshop_kept_until"
# In a session's state: its page runs for what was tapped on it before one was taken from there.
LATE: Final = "what was tapped came late"

_request_rerun = AppSession.request_rerun
_handle_event = AppSession._handle_scriptrunner_event_on_event_loop
_pool: Final = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="shortcut")


class _Until(Enum):
    """How far a run must have come before the next whole page may break it off."""

    ASKED = "it is asked for"  # it only draws
    BEGUN = "it has begun"  # so that a click is heard
    OVER = "it is over"  # it keeps an answer


class Needed(Enum):
    """What has to run after a shortcut was tried."""

    NOTHING = "nothing"
    PART = "the part of the page"
    PAGE = "the page"


class Taken(NamedTuple):
    """What came of a shortcut: what the browser is told, and what has to run instead."""

    told: list[ForwardMsg]
    needed: Needed


class Shortcut(Protocol):
    """How a page keeps a change without a run."""

    fragment: str
    active_script: str

    def take(self, context: ScriptRunContext, touched: frozenset[str]) -> Taken:
        """Keep what changed; called as in a run of the fragment.

        `touched` are the widgets of which the browser sent what they hold.
        """


def leave(beside: FragmentStorage, shortcut: Shortcut | None) -> None:
    """Leave a session's shortcut beside its fragments, with which it goes; None takes it away."""
    setattr(beside, _SHORTCUT, shortcut)


def shorten() -> None:
    """Let the server that is starting take shortcuts."""
    AppSession.request_rerun = _ask  # type: ignore[method-assign, assignment]
    AppSession._handle_scriptrunner_event_on_event_loop = _handle_and_go_on  # type: ignore[method-assign, assignment]


def _ask(session: AppSession, wanted: ClientState | None) -> None:
    """Take the shortcut or run, one after the other: what is asked meanwhile waits."""
    session.__dict__.setdefault(_ASKED, deque()).append(wanted)
    _next(session)


def _handle_and_go_on(
    session: AppSession, sender: object, event: ScriptRunnerEvent, *more: Any, **told: Any
) -> None:
    """Turn to what was asked meanwhile once a run has come as far as it must."""
    _handle_event(session, sender, event, *more, **told)  # type: ignore[arg-type]
    until = session.__dict__.get(_KEPT_UNTIL)
    begins = event is ScriptRunnerEvent.SCRIPT_STARTED and sender is session._scriptrunner
    if session._scriptrunner is None or (begins and until is _Until.BEGUN):
        session.__dict__[_KEPT_UNTIL] = _Until.ASKED
        if session.__dict__.get(_ASKED):
            _next(session)


def _next(session: AppSession) -> None:
    asked: deque[ClientState | None] = session.__dict__[_ASKED]
    while asked and not session.__dict__.get(_TRYING) and not _must_wait(session, asked[0]):
        wanted = asked[0]
        shortcut = _shortcut(session, wanted)
        if wanted and shortcut:
            session.__dict__[_TRYING] = True
            _pool.submit(_try, session, shortcut, wanted)
            return
        asked.popleft()
        if wanted and _is_of_a_page_left(session, wanted):
            _run_to_save(session, wanted)
        else:
            _run(session, wanted, _until(wanted))


def _must_wait(session: AppSession, wanted: ClientState | None) -> bool:
    """Say whether a run goes on that this may not break off, or that may leave its page.

    Streamlit stops a run for the next whole page, also one that has not begun to keep an answer;
    and what was tapped on a page that was left is dropped. Both without a word.
    """
    if session._scriptrunner is None:
        return False
    until = session.__dict__.get(_KEPT_UNTIL, _Until.ASKED)
    return until is not _Until.ASKED or bool(wanted and wanted.fragment_id)


def _until(wanted: ClientState | None) -> _Until:
    if wanted is None:
        return _Until.ASKED
    if wanted.fragment_id:
        return _Until.OVER
    return _Until.BEGUN if _kinds_of_values(wanted) & _TRIGGERS else _Until.ASKED


def _kinds_of_values(wanted: ClientState) -> set[str | None]:
    return {state.WhichOneof("value") for state in wanted.widget_states.widgets}


def _run(session: AppSession, wanted: ClientState | None, until: _Until) -> None:
    _request_rerun(session, wanted)
    session.__dict__[_KEPT_UNTIL] = until


def _is_of_a_page_left(session: AppSession, wanted: ClientState) -> bool:
    """Say whether this was tapped on a page, or a part of it, that is not there any more."""
    if wanted.fragment_id:
        return not session.has_fragment(wanted.fragment_id)
    # A link asks for another page, too, but nothing was clicked on that.
    return bool(_kinds_of_values(wanted) & _TRIGGERS) and not _is_open(session, wanted)


def _is_open(session: AppSession, wanted: ClientState) -> bool:
    """Say whether this is of the page that is open, or of the first one that a session opens."""
    page: str = session._pages_manager.current_page_script_hash
    return page in ("", wanted.page_script_hash)


def _run_to_save(session: AppSession, wanted: ClientState) -> None:
    """Run a whole page for what was tapped on it, and if another is open by now, only for that."""
    if is_for_news(wanted):  # which the page that is open has already
        session._enqueue_forward_msg(_finished())
        return
    wanted.fragment_id = ""
    if not _is_open(session, wanted):
        session._session_state[LATE] = True
    _run(session, wanted, _Until.OVER)


def _shortcut(session: AppSession, wanted: ClientState | None) -> Shortcut | None:
    """Return the shortcut for what is wanted, when nothing runs and nothing was clicked."""
    shortcut: Shortcut | None = getattr(session._fragment_storage, _SHORTCUT, None)
    if shortcut is None or wanted is None or session._scriptrunner is not None:
        return None
    if wanted.fragment_id != shortcut.fragment or not _is_open(session, wanted):
        return None
    return None if _kinds_of_values(wanted) & _TRIGGERS else shortcut


def _try(session: AppSession, shortcut: Shortcut, wanted: ClientState) -> None:
    taken = Taken([], Needed.PAGE)
    try:
        taken = contextvars.Context().run(_take, session, shortcut, wanted)
    except Exception as error:
        LOG.info("A shortcut failed with %s: the page runs", type(error).__name__)
    finally:
        session._call_soon_on_event_loop(lambda: _taken(session, wanted, taken))


def _take(session: AppSession, shortcut: Shortcut, wanted: ClientState) -> Taken:
    """Take a shortcut on this thread, which is to Streamlit's eyes a run's meanwhile."""
    context = _context(session, wanted, shortcut)
    thread = threading.current_thread()
    setattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME, context)
    try:
        ThreadState.initialize(
            active_script_hash=shortcut.active_script,
            fragment_id=shortcut.fragment,
            run_location=RunLocation.FRAGMENT,
        )
        context.session_state.on_script_will_rerun(wanted.widget_states)
        context.on_script_start()
        touched = frozenset(state.id for state in wanted.widget_states.widgets)
        return shortcut.take(context, touched)
    finally:
        delattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME)


def _context(session: AppSession, wanted: ClientState, shortcut: Shortcut) -> ScriptRunContext:
    return ScriptRunContext(
        session_id=session.id,
        _enqueue=_unheard,
        query_string=wanted.query_string,
        session_state=SafeSessionState(session._session_state, _go_on),
        uploaded_file_mgr=session._uploaded_file_mgr,
        main_script_path=session._script_data.main_script_path,
        user_info=session._user_info,
        fragment_storage=session._fragment_storage,
        pages_manager=session._pages_manager,
        context_info=wanted.context_info if wanted.HasField("context_info") else None,
        cached_message_hashes=frozenset(wanted.cached_message_hashes),
        fragment_ids_this_run=[shortcut.fragment],
    )


def _taken(session: AppSession, wanted: ClientState, taken: Taken) -> None:
    """Tell the browser, or run after all; then turn to what was asked meanwhile."""
    session.__dict__[_TRYING] = False
    session.__dict__[_ASKED].popleft()
    if taken.needed is Needed.NOTHING:
        for message in (*taken.told, _finished()):
            session._enqueue_forward_msg(message)
    else:
        if taken.needed is Needed.PAGE:
            wanted.fragment_id = ""
        _run(session, wanted, _Until.OVER)
    _next(session)


def _finished() -> ForwardMsg:
    """Return what ends an answer. It names no run, so that the browser clears nothing away."""
    message = ForwardMsg()
    message.script_finished = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
    return message


def _unheard(message: ForwardMsg) -> None:
    """Nothing is told before the shortcut listens."""
    del message


def _go_on() -> None:
    """A shortcut is too short to be broken off."""
