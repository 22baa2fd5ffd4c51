"""What needs no run of Streamlit's: a change that alters nothing else, a page that is only left.

Streamlit answers every tap by drawing the part of the page around it anew, which takes the
interpreter four times as long as keeping the answer. So a page leaves a shortcut beside its part
(pages/shared/quick.py), which keeps the change and says what the browser is to be told: a line or
two. And a page that would only turn to another, as the room has moved on, says so before it is
drawn anew: the other one runs at once. Where more than that would change, or anything is unusual,
the page runs as ever. Streamlit has nothing for this, so a session is asked here instead;
tests/unit/test_shortcut.py fails when a new version does something else there.
"""

import contextvars
import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from typing import Final, NamedTuple, Protocol

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.fragment import FragmentStorage
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    RunLocation,
    ScriptRunContext,
    ThreadState,
)
from streamlit.runtime.scriptrunner_utils.script_run_context_attr import (
    SCRIPT_RUN_CONTEXT_ATTR_NAME,
)
from streamlit.runtime.state import SafeSessionState

LOG = logging.getLogger(__name__)

# Two, as one may wait for the disk.
_AT_ONCE: Final = 2
# What a click or a component sends once; a page acts on it in ways of its own.
_TRIGGERS: Final = frozenset(
    {"trigger_value", "json_trigger_value", "string_trigger_value", "chat_input_value"}
)
# What a component asks for a redraw with, such as the one that follows the live signal.
_REDRAWS: Final = frozenset({"json_trigger_value"})
# With these addresses there is nothing to say but which page it is.
_PLAIN: Final = frozenset({"", "embed=true"})
_SHORTCUT, _TURN, _ASKED = "_workshop_shortcut", "_workshop_turn", "_workshop_asked"

_request_rerun = AppSession.request_rerun
_pool: Final = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="shortcut")


class Needed(Enum):
    """What has to run after a shortcut was tried."""

    NOTHING = "nothing"
    PART = "the part of the page"
    PAGE = "the page"


class Taken(NamedTuple):
    """What came of a shortcut: what the browser is told, and what has to run instead."""

    told: list[ForwardMsg]
    needed: Needed
    page: str = ""  # the one that runs instead, if it is another, by its hash


class Shortcut(Protocol):
    """How a page keeps a change without a run."""

    fragment: str  # none for the whole page
    active_script: str

    def take(self, context: ScriptRunContext) -> Taken:
        """Keep what changed; called as in a run of the fragment."""


def leave(beside: FragmentStorage, shortcut: Shortcut | None) -> None:
    """Leave a session's shortcut beside its fragments, with which it goes; None takes it away."""
    setattr(beside, _SHORTCUT, shortcut)


class Turn:
    """How a page says to which other it would only turn, by its path; to none if it is empty."""

    fragment = ""

    def __init__(self, page: str, leads_to: Callable[[], str]) -> None:
        self.active_script = page
        self._leads_to = leads_to

    def take(self, context: ScriptRunContext) -> Taken:
        """Let the page run that it leads to, or the page itself."""
        path = self._leads_to()
        pages = context.pages_manager.get_pages()
        found = (of for of, page in pages.items() if path and page.get("url_pathname") == path)
        return Taken([], Needed.PAGE, next(found, ""))


def leave_turn(beside: FragmentStorage, turn: Turn) -> None:
    """Leave what leads on from a session's page, in place of what led on from another."""
    setattr(beside, _TURN, turn)


def shorten() -> None:
    """Let the server that is starting take shortcuts."""
    AppSession.request_rerun = _ask  # type: ignore[method-assign, assignment]


def _ask(session: AppSession, wanted: ClientState | None) -> None:
    """Take the shortcut or run, one after the other: what is asked meanwhile waits."""
    asked: deque[ClientState | None] = session.__dict__.setdefault(_ASKED, deque())
    asked.append(wanted)
    if len(asked) == 1:
        _next(session, asked)


def _next(session: AppSession, asked: "deque[ClientState | None]") -> None:
    while asked:
        shortcut = _shortcut(session, asked[0])
        if shortcut and asked[0]:
            _pool.submit(_try, session, shortcut, asked[0])
            return
        _request_rerun(session, asked.popleft())


def _shortcut(session: AppSession, wanted: ClientState | None) -> Shortcut | None:
    """Return the shortcut for what is wanted, when nothing runs and nothing was clicked."""
    if wanted is None or session._scriptrunner is not None:
        return None
    if session._pages_manager.current_page_script_hash != wanted.page_script_hash:
        return None
    sent = {state.WhichOneof("value") for state in wanted.widget_states.widgets} & _TRIGGERS
    if wanted.fragment_id:
        shortcut: Shortcut | None = getattr(session._fragment_storage, _SHORTCUT, None)
        is_of_part = shortcut and shortcut.fragment == wanted.fragment_id
        return shortcut if is_of_part and not sent else None
    turn: Turn | None = getattr(session._fragment_storage, _TURN, None)
    is_of_page = turn and turn.active_script == wanted.page_script_hash
    is_redraw = sent and sent <= _REDRAWS and wanted.query_string in _PLAIN
    return turn if is_of_page and is_redraw else None


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
            fragment_id=shortcut.fragment or None,
            run_location=RunLocation.FRAGMENT if shortcut.fragment else RunLocation.MAIN_SCRIPT,
        )
        context.session_state.on_script_will_rerun(wanted.widget_states)
        context.on_script_start()
        return shortcut.take(context)
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
        fragment_ids_this_run=[shortcut.fragment] if shortcut.fragment else None,
    )


def _taken(session: AppSession, wanted: ClientState, taken: Taken) -> None:
    """Tell the browser, or run after all; then turn to what was asked meanwhile."""
    asked: deque[ClientState | None] = session.__dict__[_ASKED]
    asked.popleft()
    if taken.needed is Needed.NOTHING:
        for message in (*taken.told, _finished()):
            session._enqueue_forward_msg(message)
    else:
        if taken.needed is Needed.PAGE:
            wanted.fragment_id = ""
            wanted.page_script_hash = taken.page or wanted.page_script_hash
        _request_rerun(session, wanted)
    _next(session, asked)


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
