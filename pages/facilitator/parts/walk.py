"""The course of a session: what the next button does, and how to go back.

Everything follows from the room's cues, so all facilitators' screens agree.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from data.cues import OF_THE_ROOM, Cue, RoomState, State
from exercises import AGENDA, Exercise, exercise
from exercises.timetable import Timetable

# The share of a room that counts as most, after which the facilitator needn't wait.
MOST: Final = 0.8
# The second half of a double-click mustn't trigger the next step.
PAUSE: Final = timedelta(seconds=2)
UNDO_FOR: Final = timedelta(seconds=10)


@dataclass(frozen=True)
class Press:
    """What pressing a button does: a cue for an exercise or for the whole room."""

    cue: Cue
    of: str  # an exercise's slug, or OF_THE_ROOM
    value: str = ""


def ahead(room: RoomState, stops: Timetable, *, enough: bool = True) -> Press | None:
    """Return what comes next in a room's session; None at its end, which no key is to go beyond.

    `enough` says whether a closed vote has enough answers to show. It goes on without them, too: a
    press never undoes what the last one did.
    """
    if room.closed or room.slide == "closing":
        return None
    here = exercise(room.here)
    if here is None:
        return Press("here", _resumed(room, stops))
    return _within(here, room.of(here.slug), enough=enough) or _after(here, stops)


def back(room: RoomState) -> Press | None:
    """Return the press that takes the stage back a step, or None if it shows no results."""
    state = room.of(room.here)
    if not room.here or not state.shown:
        return None
    return Press("hide_answers" if state.answers_shown else "hide", room.here)


def may_press(room: RoomState, press: Press, following: Press | None, now: datetime) -> bool:
    """Say whether a press still means what its button said, and isn't part of a double-click."""
    pressed_just_now = room.last is not None and now - room.last.at < PAUSE
    return not pressed_just_now and press in (following, back(room))


def undoable(room: RoomState, now: datetime) -> bool:
    """Say whether it's still early enough to undo the last press."""
    return room.last is not None and now - room.last.at < UNDO_FOR


def is_time(answered: int, whole: int) -> bool:
    """Say whether most of the people that the room is waiting for have answered."""
    return answered >= MOST * whole


def _within(here: Exercise, state: State, *, enough: bool = True) -> Press | None:
    """Return the next press within an exercise, or None once everything has been shown.

    If nobody has seen any results, there's nothing to rethink, so there's no second vote.
    """
    if not state.shown:
        return Press("reveal", here.slug)
    if here.moves and enough and state.second is None and not state.answers_shown:
        return Press("second_vote", here.slug)
    if here.answers_told and not state.answers_shown:
        return Press("answers", here.slug)
    return None


def _after(here: Exercise, stops: Timetable) -> Press:
    later = AGENDA[AGENDA.index(here) + 1 :]
    following = next((stop.exercise.slug for stop in stops if stop.exercise in later), "")
    return Press("here", following) if following else Press("finish", OF_THE_ROOM)


def _resumed(room: RoomState, stops: Timetable) -> str:
    """Return where a session starts, or resumes after a break: in its last step, if unfinished."""
    last = exercise(room.last_here)
    if last is None:
        return stops[0].exercise.slug
    if _within(last, room.of(last.slug)):
        return last.slug
    return _after(last, stops).of or last.slug
