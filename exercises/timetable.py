"""A room's timetable: which exercises it does, how many minutes each gets, and when it ends."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from exercises import AGENDA, Exercise

WELCOME: Final = 4  # minutes the facilitator talks before the first exercise
LONGEST: Final = 60  # minutes for one exercise

# Sessions by their minutes, welcome included. For 60, exercises have their own minutes.
PRESETS: Final[Mapping[int, Mapping[str, int]]] = {
    30: {"roles": 6, "goals": 7, "pitch": 10, "closing": 3},
    45: {
        "roles": 6,
        "goals": 7,
        "mentor_criteria": 7,
        "find_mentors": 6,
        "pitch": 12,
        "closing": 3,
    },
    60: {exercise.slug: exercise.content().minutes for exercise in AGENDA},
    90: {
        "roles": 10,
        "goals": 12,
        "self_assessment": 8,
        "mentor_criteria": 12,
        "find_mentors": 10,
        "pitch": 18,
        "nurture": 6,
        "myths": 5,
        "closing": 5,
    },
}
USUAL: Final = 60


@dataclass(frozen=True)
class Stop:
    """An exercise in a session, and the minutes it gets there."""

    exercise: Exercise
    minutes: int


Timetable = tuple[Stop, ...]


def timetable(written: str = "") -> Timetable:
    """Return the stops of a stored timetable, or the usual ones if it has none that fit."""
    try:
        minutes = json.loads(written) if written else {}
    except ValueError:
        minutes = {}
    known = minutes if isinstance(minutes, dict) else {}
    stops = tuple(
        Stop(exercise, min(max(known[exercise.slug], 1), LONGEST))
        for exercise in AGENDA
        if isinstance(known.get(exercise.slug), int)
    )
    return stops or _of(PRESETS[USUAL])


def preset(minutes: int) -> Timetable:
    """Return the preset timetable for a session of this many minutes."""
    return _of(PRESETS[minutes])


def written(stops: Iterable[Stop]) -> str:
    """Return a timetable in its stored form."""
    return json.dumps({stop.exercise.slug: stop.minutes for stop in stops})


def changed(stops: Timetable, exercise: Exercise, minutes: int | None) -> Timetable:
    """Return a timetable with these minutes for an exercise, or without it if that's None."""
    asked = {stop.exercise.slug: stop.minutes for stop in stops}
    asked.pop(exercise.slug, None)
    if minutes is not None:
        asked[exercise.slug] = min(max(minutes, 1), LONGEST)
    return _of(asked)


def length(stops: Timetable) -> int:
    """Return the minutes of a whole session, including the welcome."""
    return WELCOME + sum(stop.minutes for stop in stops)


def delay(stops: Timetable, here: str, started: datetime, now: datetime) -> timedelta | None:
    """Return how far behind a session is at an exercise, negative if it's early.

    An exercise with minutes left is on time, however early it began. None for an exercise that
    isn't in the timetable.
    """
    slugs = [stop.exercise.slug for stop in stops]
    if here not in slugs:
        return None
    place = slugs.index(here)
    begins = started + timedelta(minutes=sum(stop.minutes for stop in stops[:place]))
    ends = begins + timedelta(minutes=stops[place].minutes)
    if now < begins:
        return now - begins
    return max(now - ends, timedelta())


def end(stops: Timetable, here: str, started: datetime, now: datetime) -> datetime:
    """Return when a session will end if this exercise and all later ones take their minutes."""
    planned = started + timedelta(minutes=sum(stop.minutes for stop in stops))
    return planned + (delay(stops, here, started, now) or timedelta())


def steps(stops: Timetable) -> tuple[Exercise, ...]:
    """Return the exercises of a timetable."""
    return tuple(stop.exercise for stop in stops)


def minutes_of(stops: Timetable, exercise: Exercise) -> int:
    """Return the minutes of an exercise, or its own default if the timetable leaves it out."""
    planned = (stop.minutes for stop in stops if stop.exercise is exercise)
    return next(planned, exercise.content().minutes)


def _of(minutes: Mapping[str, int]) -> Timetable:
    return tuple(Stop(e, minutes[e.slug]) for e in AGENDA if e.slug in minutes)
