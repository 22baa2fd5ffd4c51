"""Which inputs a browser holds, by their keys: those of which its last message told a value.

A session knows its own values only, and has them also of inputs that never came to the browser.
Streamlit's sessions are asked for that where they take messages in (rerun_queue.py).
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
    """Note, beside the session's fragments, which inputs a message tells of."""
    parts = (state.id.split("-", 2) for state in wanted.widget_states.widgets)
    held = frozenset(part[-1] for part in parts if len(part) == _PARTS_OF_AN_ID)
    _held[session._fragment_storage] = held


def holds(context: ScriptRunContext, key: str) -> bool:
    """Say whether the browser holds the input of this key."""
    held = _held.get(context.fragment_storage)
    if held is None:  # nobody takes messages in, as where pages run without a server
        return key in context.session_state
    return key in held
