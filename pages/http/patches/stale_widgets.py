"""How the widgets of other pages are read is forgotten together with what they held.

Streamlit keeps that, and their names, as long as the session: nine exercises came to a quarter of a
megabyte for each phone.
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
    """Let the sessions of the server that is starting forget so."""
    SessionState._remove_stale_widgets = _remove_all_of_stale_widgets  # type: ignore[method-assign, assignment]


def _remove_all_of_stale_widgets(state: SessionState, active: frozenset[str]) -> None:
    """Forget all of a widget that is on no page any more."""
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


PATCH = Patch(
    "stale widgets",
    gives="a quarter of a megabyte a phone after nine exercises",
    apply=apply,
    targets={
        "streamlit.runtime.state:SessionState._remove_stale_widgets": "825cb9bc52",
        "streamlit.runtime.state.session_state:_is_stale_widget": "96e5387449",
    },
)
