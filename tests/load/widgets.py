"""How a browser encodes each kind of widget's value, and its initial value."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from streamlit.proto.WidgetStates_pb2 import WidgetState

Value = str | float | bool | Sequence[str] | Sequence[float] | None

CLICK: Final = "click"

# `$$ID-<hash>-<the page's key>`; our pages end a key with its owner.
_KEY = re.compile(r"\$\$ID-[0-9a-f]{32}-(?P<key>.*?)(-(?P<owner>[0-9a-f]{12}))?")


class _Kind(NamedTuple):
    field: Callable[[Any], str]
    first: Callable[[Any], Value]


def _always(field: str) -> Callable[[Any], str]:
    return lambda _: field


def _default(element: Any) -> Value:
    return element.default if element.HasField("default") else None


def _defaults(element: Any) -> Value:
    return list(element.default)


def _chosen(element: Any) -> Value:
    return element.options[element.default] if element.HasField("default") else None


def _all_chosen(element: Any) -> Value:
    return [element.options[place] for place in element.default]


def _pressed(group: Any) -> Value:
    return [group.options[place].content for place in group.default]


def _slider_field(element: Any) -> str:
    return "string_array_value" if element.options else "double_array_value"


def _slid(element: Any) -> Value:
    if element.options:
        return [element.options[int(place)] for place in element.default]
    return list(element.default)


_KINDS: dict[str, _Kind] = {
    "button_group": _Kind(_always("string_array_value"), _pressed),
    "checkbox": _Kind(_always("bool_value"), lambda e: e.default),
    "date_input": _Kind(_always("string_array_value"), _defaults),
    "multiselect": _Kind(_always("string_array_value"), _all_chosen),
    "number_input": _Kind(_always("double_value"), _default),
    "radio": _Kind(_always("string_value"), _chosen),
    "selectbox": _Kind(_always("string_value"), _chosen),
    "slider": _Kind(_slider_field, _slid),
    "text_area": _Kind(_always("string_value"), _default),
    "text_input": _Kind(_always("string_value"), _default),
}
HOLDS_VALUE = frozenset(_KINDS)
EMPTIED = frozenset({"selectbox", "date_input", "number_input"})
# The one component of ours that takes an answer; a browser sends its value once it has been
# touched.
ORDER = "bidi_component"
WIDGETS = HOLDS_VALUE | {"button", ORDER}


def name_of(element: Any) -> str:
    """Return the key that a page gave a widget, without its owner; its label if it has no key."""
    found = _KEY.fullmatch(element.id)
    named = found["key"] if found else "None"
    return str(getattr(element, "label", "")) if named == "None" else str(named)


def owner_of(element: Any) -> str:
    """Return a widget's owner, from the end of its key; empty if nobody owns it."""
    found = _KEY.fullmatch(element.id)
    return (found["owner"] or "") if found else ""


def first(kind: str, element: Any) -> WidgetState:
    """Return what a browser holds for a widget that has just appeared."""
    return given(kind, element, _set(kind, element) or _KINDS[kind].first(element))


def is_set(element: Any) -> bool:
    """Say whether a page sets a widget's value, whatever a browser holds for it."""
    return bool(getattr(element, "set_value", False))


def _set(kind: str, element: Any) -> Value:
    """Return the value that a page sets in inputs that people can clear; they have no default."""
    if not is_set(element):
        return None
    if kind == "selectbox":
        return str(element.raw_value)
    if kind == "date_input":
        return list(element.value)
    return float(element.value) if kind == "number_input" else None


def given(kind: str, element: Any, value: Value) -> WidgetState:
    """Return what a browser sends for a widget that someone set to a value."""
    state = WidgetState(id=element.id)
    if value == CLICK:
        state.trigger_value = True
        return state
    if kind == ORDER:
        state.json_value = json.dumps({"order": value})
        return state
    field = _KINDS[kind].field(element)
    if field.endswith("_array_value"):
        array = getattr(state, field)
        array.SetInParent()
        array.data.extend(value)
    elif value is not None:
        setattr(state, field, value)
    return state


def value_in(state: WidgetState) -> Value:
    """Return the value that a browser holds, with multiple choices in a fixed order."""
    field = state.WhichOneof("value")
    if field is None:
        return None
    value = getattr(state, field)
    if field == "json_value":
        return list(json.loads(value)["order"])
    return sorted(value.data) if field.endswith("_array_value") else value
