"""A room's agenda: the exercises that it does, and the minutes that each has there."""

from data.cohorts import Cohort
from exercises import AGENDA, Exercise, timetable
from exercises.timetable import Timetable
from pages.http.running import running
from pages.shared.language import spoken, words


def stops(cohort: Cohort) -> Timetable:
    """Return what a room does; who learns alone does everything."""
    return timetable.timetable(running().store.rooms.state(cohort.code).agenda)


def steps(cohort: Cohort) -> tuple[Exercise, ...]:
    """Return the exercises that a room does."""
    return timetable.steps(stops(cohort))


def others(cohort: Cohort) -> tuple[Exercise, ...]:
    """Return the exercises that its facilitator left out: open to anyone, on their own."""
    done = steps(cohort)
    return tuple(exercise for exercise in AGENDA if exercise not in done)


def minutes(cohort: Cohort, exercise: Exercise) -> int:
    """Return the minutes that an exercise takes in a room."""
    return timetable.minutes_of(stops(cohort), exercise)


def name(cohort: Cohort, exercise: Exercise) -> str:
    """Return what a step is called: by its place where a room leaves steps out, without holes."""
    done = steps(cohort)
    if done == AGENDA:
        return exercise.content(spoken()).step
    if exercise not in done:
        return words().home.others
    return words().home.place.format(n=done.index(exercise) + 1, of=len(done))
