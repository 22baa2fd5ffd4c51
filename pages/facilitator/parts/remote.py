"""Keyboard and clicker control of the run page and the stage: next, and back.

A key does what it meant on the screen where it was pressed. If another screen was faster, it does
nothing, and never the opposite.
"""

from typing import Final, get_args

import streamlit as st

from data.cohorts import Cohort
from data.cues import Cue, ExerciseCue, RoomCue
from pages.facilitator.parts import press
from pages.facilitator.parts.walk import Press
from pages.shared import browser
from pages.shared.browser import pressing
from pages.shared.language import words

ON: Final = (" ", "Enter", "ArrowRight", "PageDown")
BACK: Final = ("ArrowLeft", "PageUp")
_NO_WAY_BACK: Final = Press("undo", "nothing")  # a press that does nothing
_CUES: Final[tuple[Cue, ...]] = (*get_args(ExerciseCue), *get_args(RoomCue))


def obey(cohort: Cohort) -> None:
    """Do what the pressed keys meant."""
    keys = pressing.fresh()
    pressing.handle(keys)
    for pressed in keys:
        if (pressed.cue, pressed.of) == (_NO_WAY_BACK.cue, _NO_WAY_BACK.of):
            st.toast(words().lead.nothing_back, icon=":material/arrow_back:")
            continue
        cue: Cue | None = next((cue for cue in _CUES if cue == pressed.cue), None)
        if cue:
            press.go_on(cohort, Press(cue, pressed.of))


def listen(following: Press | None, going_back: Press | None, *, on_stage: bool = False) -> None:
    """Listen for keys, which mean these presses for as long as the page looks like this.

    If there's no way back, the run page says so, but an audience doesn't need to know.
    """
    if going_back is None and not on_stage:
        going_back = _NO_WAY_BACK
    meant = dict.fromkeys(ON, following) | dict.fromkeys(BACK, going_back)
    browser.listen("keys", {key: (p.cue, p.of) for key, p in meant.items() if p})
