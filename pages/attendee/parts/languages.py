"""The language picker at the foot of the home page."""

import streamlit as st

from pages.shared import browser
from pages.shared.language import spoken, words
from pages.wording.offered import names


def choose() -> None:
    """Let someone choose another language than their browser's, if others are offered."""
    if len(names()) < 2:
        return
    picked = st.segmented_control(
        words().language.choose,
        list(names()),
        default=spoken(),
        required=True,
        format_func=names().__getitem__,
        key=f"language-{spoken()}",
    )
    if picked in names() and picked != spoken():
        browser.go(f"/language/{picked}")
