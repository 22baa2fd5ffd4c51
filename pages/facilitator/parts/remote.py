"""The keys of the run page and the stage, and of a clicker: on to what comes next, and back.

A key does what it stood for on the screen where it was pressed. Where another screen was faster,
it does nothing; never the opposite.
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
_NO_WAY_BACK: Final = Press("undo", "nothing")  # a press that goes nowhere
_CUES: Final[tuple[Cue, ...]] = (*get_args(ExerciseCue), *get_args(RoomCue))


def obey(cohort: Cohort) -> None:
    """Do what the pressed keys stood for."""
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
    """Listen to the keys, which mean these presses while the page looks as it does now.

    Where there's no way back, the run page says so; an audience needn't know.
    """
    if going_back is None and not on_stage:
        going_back = _NO_WAY_BACK
    meant = dict.fromkeys(ON, following) | dict.fromkeys(BACK, going_back)
    browser.listen("keys", {key: (p.cue, p.of) for key, p in meant.items() if p})
