"""A value of a kind that a widget cannot have counts as one that was never sent.

Streamlit hands whatever a socket says to the widget's own code, which raises for a text where a
date should be: a trace in the log and a failed page for each such message. It can be mended neither
in a page (it fails before or in the call of the widget) nor in `stream` (only a run knows which
kind of widget an id belongs to). So it is where Streamlit takes a value apart, in the way that it
has itself for a value of a widget that it does not know: as if it were not there. The widget then
keeps what it had or begins with, so nobody's answer changes. Honest browsers come here, too: with a
page that they drew before an update of the app made a slider out of a field.
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

# What the ids of widgets begin with, and of what Streamlit keeps for its components.
_IDS = (GENERATED_ELEMENT_ID_PREFIX, STREAMLIT_INTERNAL_KEY_PREFIX)

# A browser sends a whole number from the field that asked for one with decimals.
_ALIKE = {("int_value", "double_value")}

_taken_in = WStates.set_widget_from_proto
_taken_apart = WStates.__getitem__


def apply(_: Settings) -> None:
    """Let the server that is starting do so; once for all of its sessions."""
    session_state.WStates.set_widget_from_proto = _take_in  # type: ignore[assignment,method-assign]
    session_state.WStates.__getitem__ = _take_apart  # type: ignore[method-assign]


def _take_in(states: WStates, widget_state: WidgetState) -> None:
    """Keep a value for the run, unless what it is for cannot be a widget."""
    if widget_state.id.startswith(_IDS):
        _taken_in(states, widget_state)


def _take_apart(states: WStates, k: str) -> Any:
    """Return a widget's value; raise KeyError for one that it cannot have."""
    state, widget = states.states.get(k), states.widget_metadata.get(k)
    if not isinstance(state, Serialized) or widget is None:
        return _taken_apart(states, k)
    if not _fits(state.value, widget):
        raise KeyError(k)
    try:
        value = _taken_apart(states, k)
    except Exception as unfit:
        # Of the right kind, and still nothing that this widget holds: a date of `31.2.`, no JSON.
        raise KeyError(k) from unfit
    # Streamlit notes the kind of what was sent as the widget's own. What was cleared has none, and
    # until the widget is drawn again, no value that one chooses would be of that kind.
    states.set_widget_metadata(widget)
    return value


def _fits(sent: WidgetState, widget: WidgetMetadata[Any]) -> bool:
    """Say whether a value is of the kind that the widget asked for, or was cleared."""
    kind = sent.WhichOneof("value")
    if kind == "json_value" and sent.json_value.lstrip().startswith('"'):
        # No component of ours sends a text alone, and Streamlit logs a trace for it.
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
