"""A rehearsal is separate from its room, fills itself, and leaves nothing behind when removed."""

from collections.abc import Iterator

import pytest

from data import Store, keys
from data.cohorts import Gone
from data.rehearsals import AlreadyRehearsing
from exercises import AGENDA
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


def test_invented_people_answer_everything_and_nothing_of_it_is_in_the_room(store: Store) -> None:
    room, _ = store.cohorts.create("Spring", 3)
    twin, key = store.rehearsals.begin(room, "Rehearsal: Spring")
    assert twin.synthetic
    assert store.cohorts.of_facilitator(key) == twin == store.rehearsals.of(room.code)
    rehearsal.start(store, twin, 0.05).join()
    counts = store.rooms.counts(twin.code)
    assert counts.joined == rehearsal.PEOPLE
    assert counts.answered == {e.slug: rehearsal.PEOPLE for e in AGENDA}
    assert store.rooms.counts(room.code).joined == 0
    assert store.rooms.past() == []


def test_people_answer_first_where_everyone_was_brought(store: Store) -> None:
    room, _ = store.cohorts.create("Spring", 3)
    twin, _ = store.rehearsals.begin(room, "Rehearsal")
    store.rooms.cue(twin.code, "pitch", "here")
    seen: list[set[str]] = []
    with store.changes.listening(lambda *_: seen.append(set(_answered(store, twin.code)))):
        rehearsal.start(store, twin, 0.2).join()
    assert seen[0] == {"pitch"}


def _answered(store: Store, code: str) -> list[str]:
    sql = "SELECT DISTINCT exercise FROM workshop.answers WHERE cohort = ?"
    return [exercise for (exercise,) in store._database.rows(sql, [code])]


def test_removed_in_the_middle_it_leaves_nothing_and_stops(store: Store) -> None:
    room, _ = store.cohorts.create("Spring", 3)
    twin, _ = store.rehearsals.begin(room, "Rehearsal")
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
