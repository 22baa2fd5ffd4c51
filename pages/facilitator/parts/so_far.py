"""A room's progress in an exercise, from its answers and from who's here."""

from data.cohorts import Cohort
from exercises import Exercise
from pages.http.running import running
from pages.results import progress
from pages.results.progress import Progress


def of(cohort: Cohort, exercise: Exercise) -> Progress:
    """Return the room's progress in its current vote."""
    rooms, live = running().store.rooms, running().live
    here = live.people(cohort.code) if live else frozenset[str]()
    elsewhere = live.present(cohort.code) - len(here) if live else 0
    if rooms.state(cohort.code).of(exercise.slug).second:
        again = rooms.answered_in_vote(cohort, exercise.slug)
        present = len(here) + elsewhere
        return Progress(again, 0, max(present - (again or 0), 0), present, counted=again or 0)
    answered = rooms.answered_whole(cohort, exercise.slug, exercise.whole_sql)
    return progress.among(answered, here, elsewhere)
