"""A room's progress in an exercise, from its answers and from who's here."""

from dataclasses import replace

from data.cohorts import Cohort
from exercises import Exercise
from pages.http.running import running
from pages.results import progress, votes
from pages.results.progress import Progress


def of(cohort: Cohort, exercise: Exercise) -> Progress:
    """Return the room's progress in its current vote."""
    rooms, live = running().store.rooms, running().live
    state = rooms.state(cohort.code).of(exercise.slug)
    here = live.people(cohort.code) if live else frozenset[str]()
    elsewhere = live.present(cohort.code) - len(here) if live else 0
    if state.second:
        again = rooms.answered_in_vote(cohort, exercise.slug)
        present = len(here) + elsewhere
        missing = max(present - (again or 0), 0)
        return Progress(again, 0, missing, present, counted=again or 0, closed=state.locked)
    answered = rooms.answered_whole(cohort, exercise.slug, exercise.whole_sql)
    now = progress.among(answered, here, elsewhere)
    if not state.locked:
        return now
    # As in the results: after reopening, some answers may wait for others before they count.
    n = votes.summary(rooms, cohort, exercise, state.first).n
    unfinished = now.counted - (now.answered or 0) if n == now.counted else 0
    return replace(now, answered=n, started=0, counted=n, closed=True, unfinished=unfinished)
