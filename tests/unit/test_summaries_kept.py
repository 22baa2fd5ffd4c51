"""A summary is computed when its own figures have changed, and is never out of date."""

from random import Random

import pytest

from data import Store, computing
from data.cohorts import Cohort
from data.rooms import RoomSummary
from exercises import AGENDA
from tests.people import attendee_of

SOME = AGENDA[:4]


def summaries(store: Store, cohort: Cohort) -> list[RoomSummary]:
    return [store.rooms.summary(cohort, e.slug, e.summary_sql) for e in SOME]


def test_an_answer_to_one_exercise_computes_that_one_anew_and_no_other(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    rng = Random(1)
    for key in [attendee_of(store, cohort) for _ in range(3)]:
        for exercise in SOME:
            store.answers.save(key, cohort.code, exercise.slug, exercise.sample(rng))
    before = summaries(store, cohort)
    other = attendee_of(store, cohort)
    store.answers.save(other, cohort.code, SOME[1].slug, SOME[1].sample(rng))
    after = summaries(store, cohort)
    assert [new is old for new, old in zip(after, before, strict=True)] == [True, False, True, True]
    assert after[1].n == 4


def test_whatever_happens_in_a_room_its_figures_are_those_of_now(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = Random(5)
    cohort, _ = store.cohorts.create("Spring", 3)
    here = [attendee_of(store, cohort) for _ in range(4)]

    def answer() -> None:
        exercise = rng.choice(SOME)
        store.answers.save(rng.choice(here), cohort.code, exercise.slug, exercise.sample(rng))

    def answer_several() -> None:
        several = {exercise.slug: exercise.sample(rng) for exercise in rng.sample(SOME, 2)}
        store.answers.save_all(rng.choice(here), cohort.code, several)

    def join() -> None:
        here.append(attendee_of(store, cohort))

    def leave() -> None:
        if len(here) > 1:
            store.cohorts.leave(here.pop(rng.randrange(len(here))))

    def vote() -> None:
        store.rooms.cue(
            cohort.code, rng.choice(SOME).slug, rng.choice(("open", "lock", "second_vote"))
        )

    for _ in range(60):
        rng.choice((answer, answer, answer_several, join, leave, vote))()
        told = summaries(store, cohort)
        store.changes.answers_changed(cohort.code)  # the cache no longer counts
        with monkeypatch.context() as changed:
            changed.setattr(computing, "_MANY", 0)  # as in a very large room
            assert told == summaries(store, cohort)
