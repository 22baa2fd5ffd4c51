"""A hint that plain http isn't private: others on a shared wifi can read along."""

import streamlit as st

from pages.http.links import is_read_along


def tell(base: str, told: str) -> None:
    """Show this hint if others on the same network could read what's sent to this address."""
    if is_read_along(base):
        st.caption(f":material/wifi_find: {told}")
