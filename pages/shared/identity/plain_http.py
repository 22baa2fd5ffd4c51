"""A hint where an address is not private: over plain http, a shared wifi can read along."""

import streamlit as st

from pages.http.links import is_read_along


def tell(base: str, told: str) -> None:
    """Say so in a line, for an address of ours that others in the same network could listen to."""
    if is_read_along(base):
        st.caption(f":material/wifi_find: {told}")
