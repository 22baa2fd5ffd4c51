"""A fake session as a rerun request sees it: its loop runs each call at once."""

import threading
from typing import Any

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.common import WidgetMetadata

FRAGMENT, PAGE = "a part", "a page"
NEWS = '[{"event": "changed", "value": 1}]'


class Storage:
    """Where a session keeps its fragments."""


class Pages:
    """A session's open page."""

    current_page_script_hash = PAGE


class Shortcut:
    """A part's shortcut, whose outcome the test decides."""

    fragment, active_script = FRAGMENT, PAGE


class Session:
    """The parts of a session that the patches use, and a record of what it ran and sent."""

    def __init__(self) -> None:
        self._fragment_storage = Storage()
        self._scriptrunner: object | None = None
        self._pages_manager = Pages()
        self._session_state = SessionState()
        self.parts = {FRAGMENT, "another"}
        self.ran: list[ClientState | None] = []
        self.told: list[ForwardMsg] = []
        self.done = threading.Event()

    def has_fragment(self, fragment: str) -> bool:
        return fragment in self.parts

    def draws(self, widget: str, callback: Any = None) -> None:
        """Register a widget, as drawing its page does."""
        drawn = WidgetMetadata[Any](widget, _as_it_is, _as_it_is, "trigger_value", callback)
        self._session_state._new_widget_state.set_widget_metadata(drawn)

    def _enqueue_forward_msg(self, message: ForwardMsg) -> None:
        self.told.append(message)

    def _call_soon_on_event_loop(self, call: Any) -> None:
        call()
        self.done.set()


def wanted(fragment: str = FRAGMENT, page: str = PAGE) -> ClientState:
    """Return a browser's request after a value changed."""
    return ClientState(fragment_id=fragment, page_script_hash=page)


def clicked(page: str, value: str = "", part: str = "") -> ClientState:
    """Return a browser's request after a click, or after a component sent something."""
    click = wanted(part, page)
    state = click.widget_states.widgets.add(id="a button")
    if value:
        state.json_trigger_value = value
    else:
        state.trigger_value = True
    return click


def _as_it_is(value: Any, *_: object) -> Any:
    return value
