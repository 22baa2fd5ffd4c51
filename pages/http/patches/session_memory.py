"""What a session holds, without copies of it, and without what other pages left in it."""

from collections.abc import Iterator, Mapping
from typing import Any

from streamlit.components.v2.bidi_component import main as components
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.state.common import WidgetMetadata, WidgetValuePresenter
from streamlit.runtime.state.session_state import KeyIdMapper, _is_stale_widget

_remove_stale_widgets = SessionState._remove_stale_widgets


def lighten() -> None:
    """Let the sessions of the server that is starting hold so."""
    SafeSessionState.filtered_state = property(_AsItStands)  # type: ignore[method-assign, assignment]
    SessionState._remove_stale_widgets = _remove_all_of_stale_widgets  # type: ignore[method-assign, assignment]
    components.make_bidi_component_presenter = _presenter  # type: ignore[attr-defined]


class _AsItStands(Mapping[str, Any]):
    """What a session holds, looked up when it is asked for.

    Each field looks up one name, for which Streamlit copied everything that the session holds.
    """

    def __init__(self, state: SafeSessionState) -> None:
        self._state = state

    def __getitem__(self, name: str) -> Any:
        return self._state[name]

    def __contains__(self, name: object) -> bool:
        return str(name) in self._state

    def __iter__(self) -> Iterator[str]:
        return iter(self._state._state.filtered_state)

    def __len__(self) -> int:
        return len(self._state._state.filtered_state)


def _remove_all_of_stale_widgets(state: SessionState, active: frozenset[str]) -> None:
    """Forget how the widgets of other pages are read together with what they held.

    Streamlit keeps that, and their names, as long as the session: nine exercises came to a quarter
    of a megabyte for each phone.
    """
    _remove_stale_widgets(state, active)
    context = get_script_run_ctx()
    # Before a page has begun, what was pressed on it is still to be read.
    if context and context.has_script_started:
        known = state._new_widget_state.widget_metadata
        for widget, read in list(known.items()):
            is_stale = _is_stale_widget(read, active, context.fragment_ids_this_run)
            if is_stale and not _is_of(active, widget, read):
                del known[widget]
                _forget_name(state._key_id_mapper, widget)


def _forget_name(names: KeyIdMapper, widget: str) -> None:
    """Forget the name that a page gave a widget, unless another one has it by now."""
    name = names.id_key_mapping.pop(widget, None)
    if name is not None and names.get_id_from_key(name) == widget:
        del names._key_id_mapping[name]


def _is_of(active: frozenset[str], widget: str, read: WidgetMetadata[Any]) -> bool:
    """Say whether this is what one of these components hears: it is named after it, and not there.

    Streamlit counts a component as active, but not that part of it.
    """
    return read.value_type == "json_trigger_value" and any(of in widget for of in active)


class _Presented(dict[str, Any]):
    """What a component holds and has just said, by name."""

    def __getattr__(self, name: str) -> Any:
        return self.get(name)


def _presenter(aggregator_id: str, *_: object, **__: object) -> WidgetValuePresenter:
    """Show what a component holds, as Streamlit does but for assigning to it, which no page does.

    Streamlit makes a class for that at every look, of which a full room left 20 MB to collect.
    """

    def present(held: object, state: SessionState) -> object:
        read = state._new_widget_state.widget_metadata.get(aggregator_id)
        if not isinstance(held, dict) or read is None or read.value_type != "json_trigger_value":
            return held
        try:
            said = state._new_widget_state[aggregator_id]
        except KeyError:
            said = None
        events = [said] if isinstance(said, dict) else said if isinstance(said, list) else []
        named = (event for event in events if isinstance(event, dict))
        told = {of["event"]: of.get("value") for of in named if isinstance(of.get("event"), str)}
        return _Presented({**told, **held})

    return present
