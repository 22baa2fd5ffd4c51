"""The floor: a page with the same widgets as one of ours, but nothing saved or checked."""

from collections.abc import Sequence

from tests.load.recorded import Field
from tests.server import ROOT

_HEAD = """import streamlit as st

order = st.components.v2.component("order", html="<ol></ol>", js={script!r})

"""
_ORDER_SCRIPT = ROOT / "pages" / "shared" / "browser" / "order.js"
_CALLS = {
    "bidi_component": "order(key={name!r}, data={options!r}, on_order_change=lambda: None)",
    "button": "st.button({label!r}, key={name!r})",
    "checkbox": "st.checkbox({label!r}, key={name!r})",
    "date_input": "st.date_input({label!r}, value=None, key={name!r})",
    "multiselect": "st.multiselect({label!r}, {options!r}, key={name!r})",
    "number_input": "st.number_input({label!r}, value=None, key={name!r})",
    "radio": "st.radio({label!r}, {options!r}, index=None, key={name!r})",
    "selectbox": "st.selectbox({label!r}, {options!r}, index=None, key={name!r})",
    "slider": "st.slider({label!r}, key={name!r})",
    "text_area": "st.text_area({label!r}, key={name!r})",
    "text_input": "st.text_input({label!r}, key={name!r})",
}
_SELECT_SLIDER = "st.select_slider({label!r}, {options!r}, key={name!r})"
_GROUP = "st.pills({label!r}, {options!r}, selection_mode={mode!r}, key={name!r})"


def script(fields: Sequence[Field]) -> str:
    """Return the bare page as a script, as a first version would look."""
    head = _HEAD.format(script=_ORDER_SCRIPT.read_text("utf-8"))
    return head + "\n".join(_call(field) for field in fields) + "\n"


def _call(field: Field) -> str:
    if field.kind == "button_group":
        call = _GROUP
    elif field.kind == "slider" and field.options:
        call = _SELECT_SLIDER
    else:
        call = _CALLS[field.kind]
    mode = "multi" if field.several else "single"
    return call.format(label=field.label, name=field.name, options=field.options, mode=mode)
