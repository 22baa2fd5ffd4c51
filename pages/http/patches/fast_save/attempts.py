"""The server's half of a fast save: it takes the shortcut that a page left, in place of a rerun.

Streamlit answers every tap by redrawing the fragment around it, which takes four times as long as
saving the answer. So a page leaves a shortcut beside its fragment (drawing.py), which saves the
change and returns what to send to the browser: a message or two. If more than that would change, or
anything is unusual, the page reruns as always. Streamlit has no hook for this, so the rerun queue
calls it (rerun_queue.py).
"""

import contextvars
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from typing import Final, NamedTuple, Protocol

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
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

from pages.http.patches.beside import Beside

LOG = logging.getLogger(__name__)

# Two, because one may wait for the disk.
_AT_ONCE: Final = 2
# Values that a click or component sends once; pages handle those in their own ways.
_TRIGGERS: Final = frozenset(
    {"trigger_value", "json_trigger_value", "string_trigger_value", "chat_input_value"}
)

_pool: Final = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="shortcut")


class Needed(Enum):
    """What has to run after a shortcut was tried."""

    NOTHING = "nothing"
    PART = "the part of the page"
    PAGE = "the page"


class Taken(NamedTuple):
    """The result of a shortcut: messages for the browser, and what still has to run."""

    told: list[ForwardMsg]
    needed: Needed


class Shortcut(Protocol):
    """How a page saves a change without a rerun."""

    fragment: str
    active_script: str

    def take(self, context: ScriptRunContext, touched: frozenset[str]) -> Taken:
        """Save what changed; called as if in a run of the fragment.

        `touched` are the widgets whose values the browser sent.
        """


class _Left:
    """What a session's pages left: a shortcut, and which page each fragment belongs to."""

    def __init__(self) -> None:
        self.shortcut: Shortcut | None = None
        self.pages: dict[str, str] = {}


_left = Beside[FragmentStorage, _Left](_Left)


def leave(beside: FragmentStorage, shortcut: Shortcut | None) -> None:
    """Leave a session's shortcut beside its fragments, with which it goes; None removes it."""
    left = _left.of(beside)
    left.shortcut = shortcut
    if shortcut:
        left.pages[shortcut.fragment] = shortcut.active_script


def page_of(session: AppSession, fragment: str) -> str | None:
    """Return the hash of the page that a fragment belongs to, even if that was left since."""
    return _left.of(session._fragment_storage).pages.get(fragment)


def found(session: AppSession, wanted: ClientState | None) -> Shortcut | None:
    """Return the shortcut for a request, if nothing is running and nothing was clicked."""
    shortcut = _left.of(session._fragment_storage).shortcut
    if shortcut is None or wanted is None or session._scriptrunner is not None:
        return None
    if wanted.fragment_id != shortcut.fragment or not is_open(session, wanted):
        return None
    return None if clicks(wanted) else shortcut


def clicks(wanted: ClientState) -> list[WidgetState]:
    """Return the values in a request that a click or a component sent once."""
    return [one for one in wanted.widget_states.widgets if one.WhichOneof("value") in _TRIGGERS]


def is_open(session: AppSession, wanted: ClientState) -> bool:
    """Say whether this is for the open page, or for the first one that a session opens."""
    page: str = session._pages_manager.current_page_script_hash
    return page in ("", wanted.page_script_hash)


def attempt(
    session: AppSession, shortcut: Shortcut, wanted: ClientState, then: Callable[[Taken], None]
) -> None:
    """Take a shortcut in a thread, and report the result on the server's loop."""
    _pool.submit(_try, session, shortcut, wanted, then)


def _try(
    session: AppSession, shortcut: Shortcut, wanted: ClientState, then: Callable[[Taken], None]
) -> None:
    taken = Taken([], Needed.PAGE)
    try:
        taken = contextvars.Context().run(_take, session, shortcut, wanted)
    except Exception as error:
        LOG.info("A shortcut failed with %s; running the page instead", type(error).__name__)
    finally:
        session._call_soon_on_event_loop(lambda: then(taken))


def _take(session: AppSession, shortcut: Shortcut, wanted: ClientState) -> Taken:
    """Take a shortcut in this thread, which looks to Streamlit like a run's."""
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


def finished() -> ForwardMsg:
    """Return the message that ends a run. It names no run, so the browser clears nothing."""
    message = ForwardMsg()
    message.script_finished = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
    return message


def _unheard(message: ForwardMsg) -> None:
    """Nothing is sent before the shortcut listens."""
    del message


def _go_on() -> None:
    """A shortcut is too short to be aborted."""
