"""The choice of language at the foot of the first page."""

import streamlit as st

from pages.shared import browser
from pages.shared.language import spoken, words
from pages.wording import WORDING


def choose() -> None:
    """Let somebody choose another language than their browser's, where there is another."""
    if len(WORDING.languages) < 2:
        return
    names = {WORDING.in_(code).language.name: code for code in WORDING.languages}
    now = WORDING.in_(spoken()).language.name
    picked = st.segmented_control(
        words().language.choose, list(names), default=now, required=True, key=f"language-{now}"
    )
    if picked in names and picked != now:
        browser.go(f"/language/{names[picked]}")
