"""A room's language, for people who haven't chosen one themselves."""

import streamlit as st

from data.cohorts import Cohort
from pages.http.running import running
from pages.shared.language import words
from pages.wording.offered import names, offered

EACH_THEIR_OWN = ""


def choose(now: str, key: str) -> str:
    """Let someone choose a room's language, if several are offered."""
    if len(offered()) < 2:
        return now
    choices = (*offered(), EACH_THEIR_OWN)
    told = words().host
    picked = st.selectbox(
        told.language,
        choices,
        index=choices.index(now) if now in choices else len(offered()),
        format_func=lambda code: names().get(code, told.each_their_own),
        help=told.language_help,
        key=key,
    )
    return picked if picked in choices else now


def change(cohort: Cohort) -> None:
    """Let a facilitator change their room's language."""
    picked = choose(cohort.language, f"room-language-{cohort.language}")
    if picked != cohort.language:
        running().store.cohorts.speak(cohort.code, picked)
        st.rerun()
