"""Where the answer is: a line at the foot of each part of a page, in view while the part is."""

import streamlit as st


def say(part: str, told: str, *, icon: str) -> None:
    """Say where the answers of a part are; `icon` is the name of a Material symbol."""
    with st.container(key=f"whereabouts-{part}"):
        st.caption(f":material/{icon}: {told}")


def complain(part: str, told: str, *, icon: str) -> None:
    """Say in the same place why something is not saved, so that nobody scrolls past it."""
    with st.container(key=f"whereabouts-{part}"):
        st.error(told, icon=f":material/{icon}:")
