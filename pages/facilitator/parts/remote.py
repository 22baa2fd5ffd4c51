"""The keys of the run page and the stage: arrows or a clicker, Enter, space and R.

A key does what it stood for on the screen where it was pressed. Where another screen was faster,
the same thing happens twice, which changes nothing; never its opposite.
"""

from typing import Final, get_args

from data.cohorts import Cohort
from data.cues import Cue, ExerciseCue, State
from exercises import AGENDA, exercise
from pages.http.running import running
from pages.shared import browser
from pages.shared.browser import pressing
from pages.shared.browser.pressing import Pressed

_TURNS: Final = {"ArrowLeft": -1, "ArrowRight": 1}
_KEYS: Final = "keys"
_CUES: Final[tuple[ExerciseCue, ...]] = get_args(ExerciseCue)


def obey(cohort: Cohort, step: str) -> str:
    """Do what the pressed keys ask for, and return the step that is chosen then."""
    keys, cues = pressing.fresh(), list[tuple[str, Cue]]()
    for pressed in keys:
        step = _turned(step, pressed) if pressed.code in _TURNS else step
        of = pressed.step if exercise(pressed.step) else step
        if cue := _asked(cohort, of, pressed):
            cues.append((of, cue))
    pressing.handle(keys, step)
    for of, cue in cues:
        running().store.rooms.cue(cohort.code, of, cue)
    return step


def listen(slug: str, state: State) -> None:
    """Listen to the keys, which stand for these cues as long as the page looks as it does now."""
    browser.listen(_KEYS, slug, {code: _stands_for(code, state) or "" for code in _KEY_CODES})


def _turned(step: str, pressed: Pressed) -> str:
    slugs = [e.slug for e in AGENDA]
    place = slugs.index(step) + _TURNS[pressed.code]
    return slugs[min(max(place, 0), len(slugs) - 1)]


def _asked(cohort: Cohort, of: str, pressed: Pressed) -> Cue | None:
    shown: Cue | None = next((cue for cue in _CUES if cue == pressed.cue), None)
    return shown or _stands_for(pressed.code, running().store.rooms.state(cohort.code).of(of))


_KEY_CODES: Final = ("Enter", "Space", "KeyR")


def _stands_for(code: str, state: State) -> Cue | None:
    if code == "Enter":
        return "here"
    if code == "Space":
        return "open" if state.locked else "lock"
    if code == "KeyR":
        return "hide" if state.shown else "reveal"
    return None
