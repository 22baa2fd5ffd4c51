"""Ignores a value of a type that its widget can't have.

Streamlit passes whatever a socket sends to the widget's own code, which raises for a text where a
date should be: a trace in the log and a failed page for each such message. Neither a page (it fails
before or in the widget's call) nor the middleware (only a run knows an id's widget type) can
prevent that. So it's done where Streamlit deserialises a value, in the way that it already treats
unknown widgets: as if no value had been sent. The widget keeps its value or its default, so no
answer changes. Honest browsers end up here, too, with a page drawn before an update turned a field
into a slider.
"""

from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state import session_state
from streamlit.runtime.state.common import GENERATED_ELEMENT_ID_PREFIX, WidgetMetadata
from streamlit.runtime.state.session_state import (
    STREAMLIT_INTERNAL_KEY_PREFIX,
    Serialized,
    WStates,
)

from pages.http.patches.patch import Patch
from pages.http.settings import Settings

# Prefixes of widget ids, and of what Streamlit keeps for its components.
_IDS = (GENERATED_ELEMENT_ID_PREFIX, STREAMLIT_INTERNAL_KEY_PREFIX)

# A browser sends an integer from a field that asked for decimals.
_ALIKE = {("int_value", "double_value")}

_taken_in = WStates.set_widget_from_proto
_taken_apart = WStates.__getitem__


def apply(_: Settings) -> None:
    """Ignore unfit values on the server that's starting, in all of its sessions."""
    session_state.WStates.set_widget_from_proto = _take_in  # type: ignore[assignment,method-assign]
    session_state.WStates.__getitem__ = _take_apart  # type: ignore[method-assign]


def _take_in(states: WStates, widget_state: WidgetState) -> None:
    """Keep a value for the run, unless it belongs to something that can't be a widget."""
    if widget_state.id.startswith(_IDS):
        _taken_in(states, widget_state)


def _take_apart(states: WStates, k: str) -> Any:
    """Return a widget's value; raise KeyError for one that it can't have."""
    state, widget = states.states.get(k), states.widget_metadata.get(k)
    if not isinstance(state, Serialized) or widget is None:
        return _taken_apart(states, k)
    if not _fits(state.value, widget):
        raise KeyError(k)
    try:
        value = _taken_apart(states, k)
    except Exception as unfit:
        # The type fits, but the value doesn't: a date of `31.2.`, or invalid JSON.
        raise KeyError(k) from unfit
    # Streamlit stores the type that was sent as the widget's own. A cleared value has none, and
    # until the widget is drawn again, no chosen value would match it.
    states.set_widget_metadata(widget)
    return value


def _fits(sent: WidgetState, widget: WidgetMetadata[Any]) -> bool:
    """Say whether a value has the type that the widget expects, or was cleared."""
    kind = sent.WhichOneof("value")
    if kind == "json_value" and sent.json_value.lstrip().startswith('"'):
        # None of our components sends plain text, and Streamlit logs a trace for it.
        return False
    return kind in (None, widget.value_type) or (kind, widget.value_type) in _ALIKE


_STATES = "streamlit.runtime.state.session_state:WStates"
PATCH = Patch(
    "unfit values",
    gives="no trace in the log and no failed page for a value that a widget can't have",
    apply=apply,
    targets={
        f"{_STATES}.set_widget_from_proto": "be8be5468f",
        f"{_STATES}.__getitem__": "012a48b2e3",
    },
)
