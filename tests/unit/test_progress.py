"""A room's progress: all parts of an answer count as one, and people who left aren't missing."""

import pytest

from data import Store, keys
from exercises import AGENDA, Exercise
from exercises.roles.answer import RIGHT, Roles
from pages.results import progress
from pages.results.progress import Progress
from tests.people import attendee_of

ROLES = AGENDA[0]
ALL = Roles(roles=dict(RIGHT))
ONE = Roles(roles={"two_offers": "coach"})


def test_one_tap_of_eight_has_only_started_and_who_left_is_not_missing(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    done, gone, started, late, went = (attendee_of(store, cohort) for _ in range(5))
    for person in (done, gone):
        store.answers.save(person, cohort.code, "roles", ALL)
    for person in (started, went):
        store.answers.save(person, cohort.code, "roles", ONE)
    here = frozenset(keys.fingerprint(person) for person in (done, started, late))
    answered = store.rooms.answered_whole(cohort, "roles", ROLES.whole_sql)
    now = progress.among(answered, here)
    assert now == Progress(answered=2, started=1, missing=1, here=3, counted=4)
    assert now.whole == 4, "of the five who joined, one went after one tap"
    store.answers.save(started, cohort.code, "roles", ALL)
    answered = store.rooms.answered_whole(cohort, "roles", ROLES.whole_sql)
    now = progress.among(answered, here)
    assert now == Progress(answered=3, started=0, missing=1, here=3, counted=4)


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_an_answer_that_nobody_touched_is_not_all_of_any_exercise(
    store: Store, exercise: Exercise
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    person = attendee_of(store, cohort)
    store.answers.save(person, cohort.code, exercise.slug, exercise.answer())
    answered = store.rooms.answered_whole(cohort, exercise.slug, exercise.whole_sql)
    assert list(answered.values()) == [False]
