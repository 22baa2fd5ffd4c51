"""Which inputs a browser holds, by key: those whose values its last message had.

A session also has values of inputs that never reached the browser, so it can't tell. They're noted
where sessions take in messages (rerun_queue.py).
"""

from typing import Final
from weakref import WeakKeyDictionary

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.fragment import FragmentStorage
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

# An id is `$$ID-<hash>-<key>`.
_PARTS_OF_AN_ID: Final = 3
_held: Final = WeakKeyDictionary[FragmentStorage, frozenset[str]]()


def note(session: AppSession, wanted: ClientState) -> None:
    """Note which inputs a message had, beside the session's fragments."""
    parts = (state.id.split("-", 2) for state in wanted.widget_states.widgets)
    held = frozenset(part[-1] for part in parts if len(part) == _PARTS_OF_AN_ID)
    _held[session._fragment_storage] = held


def holds(context: ScriptRunContext, key: str) -> bool:
    """Say whether the browser holds the input with this key."""
    held = _held.get(context.fragment_storage)
    if held is None:  # pages run without a server, so no messages come in
        return key in context.session_state
    return key in held
