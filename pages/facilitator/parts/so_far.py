"""A room's progress in an exercise, from its answers and from who's here."""

from dataclasses import replace

from data.cohorts import Cohort
from exercises import Exercise
from pages.http.running import running
from pages.http.tasks import rehearsal
from pages.results import progress, votes
from pages.results.progress import Progress


def of(cohort: Cohort, exercise: Exercise) -> Progress:
    """Return the room's progress in its current vote."""
    rooms = running().store.rooms
    state = rooms.state(cohort.code).of(exercise.slug)
    here, elsewhere = _present(cohort, exercise)
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


def _present(cohort: Cohort, exercise: Exercise) -> tuple[frozenset[str], int]:
    """Return who is here, and how many more are; in a practice room, its invented people."""
    store, live = running().store, running().live
    if cohort.synthetic and store.rehearsals.room_of(cohort.code):
        here = frozenset(store.rooms.answered_whole(cohort, exercise.slug, exercise.whole_sql))
        return here, max(rehearsal.PEOPLE - len(here), 0)
    here = live.people(cohort.code) if live else frozenset()
    return here, live.present(cohort.code) - len(here) if live else 0
