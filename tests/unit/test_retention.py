"""Whatever nobody has used since a given day goes; whatever someone has used stays whole."""

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

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


def test_the_clock_is_believed_a_day_later(tmp_path: Path) -> None:
    day = timedelta(days=1)
    now, ahead = utc_now(), utc_now() + 400 * day
    with closing(Store(str(tmp_path / "workshop.duckdb"))) as store:
        believed = store.retention.believed
        assert believed(now) is None
        assert believed(now + day) == now
        assert believed(ahead) == now + day
        assert believed(ahead + timedelta(minutes=5)) == now + day, "a second start"
        assert believed(now + 2 * day) == now + day, "it was set right"
        assert believed(now + 3 * day) == now + 2 * day
        assert believed(ahead + 2 * day) == ahead + timedelta(minutes=5)


def test_without_room_for_a_copy_nothing_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store(str(tmp_path / "workshop.duckdb"))) as store:
        cohort, _ = store.cohorts.create("Spring", 3)
        taken = tmp_path / "taken"
        taken.touch()
        monkeypatch.setattr("data.retention.name_beside", lambda *_: taken)
        with pytest.raises(FileExistsError):
            store.retention.expire(utc_now() + timedelta(days=1))
        assert store.cohorts.find(cohort.code) == cohort


def test_a_copy_goes_after_its_time_also_one_that_was_cut_short(tmp_path: Path) -> None:
    file = tmp_path / "workshop.duckdb"
    names = ("", ".part-12", ".part-12.wal")
    old = [tmp_path / f"{file.name}.expired-20260101T000000.000000Z{name}" for name in names]
    young = tmp_path / f"{file.name}.expired-20260110T000000.000000Z"
    foreign = tmp_path / f"{file.name}.expired-by-hand"
    for made in (*old, young, foreign):
        made.touch()
    with closing(Store(str(file))) as store:
        assert set(store.leftovers) == {*old, young, foreign}
        assert set(store.retention.remove_copies(datetime(2026, 1, 5))) == set(old)
    assert young.exists()
    assert foreign.exists()
