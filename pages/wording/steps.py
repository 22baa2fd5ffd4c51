"""A step's name in a room, the same on every page and in every document."""

from exercises import AGENDA, Exercise, timetable
from exercises.timetable import Timetable
from pages.wording import WORDING


def name(stops: Timetable, exercise: Exercise, language: str) -> str:
    """Return a step's name, by its position without gaps if the room skips some steps."""
    done, told = timetable.steps(stops), WORDING.in_(language).home
    if done == AGENDA:
        return exercise.content(language).step
    if exercise not in done:
        return told.others
    return told.place.format(n=done.index(exercise) + 1, of=len(done))
