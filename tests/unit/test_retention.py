"""What nobody touched since a day goes; what somebody touched since then stays whole."""

from datetime import timedelta

import pytest

from data import Store, keys
from data.cohorts import ALONE_CODE
from data.retention import Deleted
from data.store import utc_now
from exercises.mentor_criteria.answer import MentorCriteria

SLUG, ANSWER = "mentor_criteria", MentorCriteria(ranking=("commitment",))


@pytest.mark.parametrize("touched_by", ["a join", "an answer", "a cue"])
def test_a_room_lives_from_its_last_join_answer_or_cue(store: Store, touched_by: str) -> None:
    quiet, _ = store.cohorts.create("Quiet", 3)
    busy, facilitator = store.cohorts.create("Busy", 3)
    key = keys.mint_key()
    store.cohorts.join(key, busy.code)
    before = utc_now()
    if touched_by == "a join":
        store.cohorts.join(keys.mint_key(), busy.code)
    elif touched_by == "an answer":
        store.answers.save(key, busy.code, SLUG, ANSWER)
    else:
        store.rooms.cue(busy.code, SLUG, "reveal")
    last = store.retention.last_activity(busy.code)
    assert last is not None
    assert last >= before
    gone = store.retention.expire(before).rooms
    assert quiet.code in gone
    assert busy.code not in gone
    assert store.cohorts.find(quiet.code) is None
    assert store.cohorts.of_facilitator(facilitator) == busy
    assert store.cohorts.of_attendee(key) == busy


def test_nothing_goes_before_its_time(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    assert store.retention.expire(utc_now() - timedelta(days=1)) == Deleted((), 0)
    assert store.cohorts.find(cohort.code) == cohort


def test_each_learner_alone_has_their_own_time_and_may_begin_anew(store: Store) -> None:
    away, here = keys.mint_key(), keys.mint_key()
    for key in (away, here):
        store.cohorts.join(key, ALONE_CODE)
        store.answers.save(key, ALONE_CODE, SLUG, ANSWER)
    before = utc_now()
    store.answers.save(here, ALONE_CODE, SLUG, ANSWER)
    assert store.retention.expire(before).learners == 1
    assert store.answers.own(here, SLUG) is not None
    assert store.answers.own(away, SLUG) is None
    assert store.cohorts.of_attendee(away) is None
    store.cohorts.join(away, ALONE_CODE)
    assert store.cohorts.of_attendee(away) is not None


def test_a_synthetic_cohort_is_no_business_of_retention(store: Store) -> None:
    cohort, _ = store.cohorts.create("Made up", 3, synthetic=True)
    assert cohort.code not in store.retention.expire(utc_now()).rooms
