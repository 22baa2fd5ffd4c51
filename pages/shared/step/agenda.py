"""A room's agenda: which exercises it does, and for how many minutes."""

from data.cohorts import Cohort
from exercises import AGENDA, Exercise, timetable
from exercises.timetable import Timetable
from pages.http.running import running
from pages.shared.language import spoken
from pages.wording import steps as naming


def stops(cohort: Cohort) -> Timetable:
    """Return a room's stops; people who learn alone do everything."""
    return timetable.timetable(running().store.rooms.state(cohort.code).agenda)


def steps(cohort: Cohort) -> tuple[Exercise, ...]:
    """Return the exercises that a room does."""
    return timetable.steps(stops(cohort))


def others(cohort: Cohort) -> tuple[Exercise, ...]:
    """Return the exercises that the facilitator left out, which people can do on their own."""
    done = steps(cohort)
    return tuple(exercise for exercise in AGENDA if exercise not in done)


def minutes(cohort: Cohort, exercise: Exercise) -> int:
    """Return how many minutes an exercise takes in a room."""
    return timetable.minutes_of(stops(cohort), exercise)


def name(cohort: Cohort, exercise: Exercise) -> str:
    """Return a step's name in a room."""
    return naming.name(stops(cohort), exercise, spoken())
