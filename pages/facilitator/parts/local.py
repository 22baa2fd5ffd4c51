"""A hint where a join link works only for people on the same network."""

import streamlit as st

from pages.http.links import is_local
from pages.shared.language import words


def tell(base: str) -> None:
    """Say so beside a link with such an address, and where to read what to do about it."""
    if is_local(base):
        st.warning(words().host.local_only, icon=":material/wifi:")
