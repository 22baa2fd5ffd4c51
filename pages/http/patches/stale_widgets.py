"""Drops the metadata of widgets on other pages along with their values.

Streamlit keeps it, and the widgets' keys, for the whole session: a quarter of a megabyte per phone
after nine exercises.
"""

from typing import Any

from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import KeyIdMapper, _is_stale_widget

from pages.http.patches.patch import Patch
from pages.http.settings import Settings

_remove_stale_widgets = SessionState._remove_stale_widgets


def apply(_: Settings) -> None:
    """Drop stale metadata in every session of the server that's starting."""
    SessionState._remove_stale_widgets = _remove_all_of_stale_widgets  # type: ignore[method-assign, assignment]


def _remove_all_of_stale_widgets(state: SessionState, active: frozenset[str]) -> None:
    """Drop everything about widgets that are on no page any more."""
    _remove_stale_widgets(state, active)
    context = get_script_run_ctx()
    # Clicks on a page are still to be read before it has started.
    if context and context.has_script_started:
        known = state._new_widget_state.widget_metadata
        for widget, read in list(known.items()):
            is_stale = _is_stale_widget(read, active, context.fragment_ids_this_run)
            if is_stale and not _is_of(active, widget, read):
                del known[widget]
                _forget_name(state._key_id_mapper, widget)


def _forget_name(names: KeyIdMapper, widget: str) -> None:
    """Drop a widget's key, unless another widget has taken it over."""
    name = names.id_key_mapping.pop(widget, None)
    if name is not None and names.get_id_from_key(name) == widget:
        del names._key_id_mapping[name]


def _is_of(active: frozenset[str], widget: str, read: WidgetMetadata[Any]) -> bool:
    """Say whether this is the event channel of one of these components, named after it.

    Streamlit counts the component as active, but not its event channel.
    """
    return read.value_type == "json_trigger_value" and any(of in widget for of in active)


PATCH = Patch(
    "stale widgets",
    gives="a quarter of a megabyte a phone after nine exercises",
    apply=apply,
    targets={
        "streamlit.runtime.state:SessionState._remove_stale_widgets": "825cb9bc52",
        "streamlit.runtime.state.session_state:_is_stale_widget": "96e5387449",
    },
)
