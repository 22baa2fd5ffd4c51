"""A rehearsal is separate from its room, fills itself, and leaves nothing behind when removed."""

import time
from collections.abc import Callable, Iterator

import pytest

from data import Store, keys
from data.cohorts import Gone
from data.rehearsals import AlreadyRehearsing
from pages.http.tasks import rehearsal


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(rehearsal, "_EVERY_SECONDS", 0.01)
    yield
    rehearsal.stop()


def left_of(store: Store, code: str) -> int:
    tables = ("answers", "attendees", "cues", "facilitators", "cohorts", "rehearsals")
    counts = (f"SELECT count(*) FROM workshop.{table} WHERE cohort = ?" for table in tables)
    return sum(row[0] for count in counts if (row := store._database.row(count, [code])))


def test_invented_people_answer_where_they_are_brought_and_nothing_of_it_is_in_the_room(
    store: Store,
) -> None:
    room, _ = store.cohorts.create("Spring", 3)
    twin, key = store.rehearsals.begin(room, "Rehearsal: Spring")
    assert twin.synthetic
    assert store.cohorts.of_facilitator(key) == twin == store.rehearsals.of(room.code)
    people = rehearsal.start(store, twin, 0.05)
    assert rehearsal.start(store, twin, 0.05) is people, "nobody comes twice"
    people.join(timeout=0.5)
    assert store.rooms.counts(twin.code).joined == 0, "a session begins with nobody in it"
    expected: dict[str, int] = {}
    for slug in ("pitch", "roles"):
        store.rooms.cue(twin.code, slug, "here")
        expected[slug] = rehearsal.PEOPLE
        until(lambda: store.rooms.counts(twin.code).answered == expected)
    assert store.rooms.counts(room.code).joined == 0
    assert store.rooms.past() == []


def test_invented_people_vote_again_and_wait_while_voting_is_closed(store: Store) -> None:
    room, _ = store.cohorts.create("Spring", 3)
    twin, _ = store.rehearsals.begin(room, "Rehearsal")
    store.rooms.cue(twin.code, "roles", "here")
    store.rooms.cue(twin.code, "roles", "lock")
    people = rehearsal.start(store, twin, 0.05)
    people.join(timeout=0.5)
    assert _answered(store, twin.code) == []
    store.rooms.cue(twin.code, "roles", "open")
    until(lambda: store.rooms.answered_in_vote(twin, "roles") == rehearsal.PEOPLE)
    store.rooms.cue(twin.code, "roles", "second_vote")
    assert (store.rooms.answered_in_vote(twin, "roles") or 0) < rehearsal.PEOPLE
    until(lambda: store.rooms.answered_in_vote(twin, "roles") == rehearsal.PEOPLE)


def test_invented_people_leave_once_nobody_leads_and_come_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsal, "_PATIENCE_SECONDS", 0.05)
    room, _ = store.cohorts.create("Spring", 3)
    twin, _ = store.rehearsals.begin(room, "Rehearsal")
    gone = rehearsal.start(store, twin, 0.05)
    gone.join(timeout=10)
    assert not gone.is_alive()
    store.rooms.cue(twin.code, "roles", "here")
    monkeypatch.setattr(rehearsal, "_PATIENCE_SECONDS", 600.0)
    assert rehearsal.start(store, twin, 0.05) is not gone
    until(lambda: store.rooms.counts(twin.code).joined == rehearsal.PEOPLE)


def until(happens: Callable[[], bool]) -> None:
    """Wait for a fact."""
    for _ in range(600):
        if happens():
            return
        time.sleep(0.05)
    raise AssertionError("it never happened")


def _answered(store: Store, code: str) -> list[str]:
    sql = "SELECT DISTINCT exercise FROM workshop.answers WHERE cohort = ?"
    return [exercise for (exercise,) in store._database.rows(sql, [code])]


def test_removed_in_the_middle_it_leaves_nothing_and_stops(store: Store) -> None:
    room, _ = store.cohorts.create("Spring", 3)
    twin, _ = store.rehearsals.begin(room, "Rehearsal")
    store.rooms.cue(twin.code, "goals", "here")
    people = rehearsal.start(store, twin, 5.0)
    while store.rooms.counts(twin.code).joined == 0:
        assert people.is_alive()
    store.rehearsals.end(room.code)
    people.join(timeout=5)
    assert not people.is_alive()
    assert left_of(store, twin.code) == 0
    assert store.cohorts.find(room.code) == room


def test_nobody_real_joins_a_rehearsal(store: Store) -> None:
    room, _ = store.cohorts.create("Spring", 3)
    twin, _ = store.rehearsals.begin(room, "Rehearsal")
    with pytest.raises(Gone):
        store.cohorts.join(keys.mint_key(), twin.code)
    store.cohorts.join(keys.mint_key(), room.code)


def test_a_room_has_one_rehearsal_which_goes_with_it_or_with_a_restart(store: Store) -> None:
    room, _ = store.cohorts.create("Spring", 3)
    first, _ = store.rehearsals.begin(room, "Rehearsal")
    with pytest.raises(AlreadyRehearsing):
        store.rehearsals.begin(room, "Rehearsal")
    store.rehearsals.end_all()
    assert left_of(store, first.code) == 0
    second, _ = store.rehearsals.begin(room, "Rehearsal")
    store.cohorts.delete(room.code)
    assert left_of(store, second.code) == left_of(store, room.code) == 0
