"""Leaving, deleting and closing win over concurrent saves, in either store."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

import duckdb
import pytest

from data import Store, keys
from data.answers import ImportedAnswer
from data.cohorts import ALONE_CODE, Cohort, Gone
from data.store import utc_now
from exercises.mentor_criteria.answer import MentorCriteria
from tests.people import attendee_of

SLUG, ANSWER = "mentor_criteria", MentorCriteria(ranking=("commitment",))
TRIES, TAPS = 40, 8


def left_of(store: Store, column: str, value: str) -> list[str]:
    """Return the tables that still have rows with that value."""
    tables = ("answers", "attendees") if column == "attendee" else TABLES
    count = "SELECT count(*) FROM workshop.{} WHERE {} = ?"
    rows = {t: store._database.row(count.format(t, column), [value]) for t in tables}
    return [table for table, row in rows.items() if row and row[0]]


TABLES = ("answers", "attendees", "cues", "facilitators", "cohorts")


@pytest.fixture
def rng() -> random.Random:
    return random.Random(15)


@contextmanager
def meanwhile(*doing: Callable[[], object]) -> Iterator[None]:
    """Repeat each action on a thread of its own until it's told that everything's gone."""

    def on_and_on(do: Callable[[], object]) -> None:
        with suppress(Gone):
            while not stopping.is_set():
                do()

    stopping = threading.Event()
    with ThreadPoolExecutor(len(doing)) as threads:
        done = [threads.submit(on_and_on, do) for do in doing]
        try:
            yield
        finally:
            time.sleep(0.02)
            stopping.set()
    for one in done:
        one.result()


def saves(store: Store, cohort: Cohort, key: str) -> Callable[[], object]:
    return partial(store.answers.save, key, cohort.code, SLUG, ANSWER)


def test_who_leaves_while_tapping_leaves_nothing(store: Store, rng: random.Random) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    for _ in range(TRIES):
        key = attendee_of(store, cohort)
        load = partial(store.answers.save_all, key, cohort.code, {SLUG: ANSWER})
        rejoin = partial(store.cohorts.join, key, cohort.code)
        with meanwhile(*[saves(store, cohort, key)] * (TAPS - 2), load, rejoin):
            time.sleep(rng.uniform(0, 0.012))
            store.cohorts.leave(key)
        assert left_of(store, "attendee", keys.fingerprint(key)) == []
    assert store.rooms.counts(cohort.code).answered == {}
    assert store.rooms.counts(cohort.code).joined == 0


def test_a_room_that_is_deleted_while_everyone_acts_leaves_nothing(
    store: Store, rng: random.Random
) -> None:
    for _ in range(TRIES // 4):
        cohort, _ = store.cohorts.create("Spring", 3)
        people = [attendee_of(store, cohort) for _ in range(4)]
        acting = [saves(store, cohort, key) for key in people]
        code = cohort.code
        with meanwhile(
            *acting,
            partial(attendee_of, store, cohort),
            partial(store.answers.add, code, [ImportedAnswer("form", SLUG, ANSWER)]),
            partial(store.rooms.cue, code, SLUG, "reveal"),
            partial(store.cohorts.rename, code, "Another title"),
        ):
            time.sleep(rng.uniform(0, 0.03))
            store.cohorts.delete(code)
        assert left_of(store, "cohort", code) == []


def test_who_answers_while_retention_deletes_is_there_whole_or_not_at_all(
    store: Store, rng: random.Random
) -> None:
    for _ in range(TRIES // 4):
        cohort, _ = store.cohorts.create("Spring", 3)
        alone = Cohort(ALONE_CODE, "", 20, synthetic=False)
        people = [(attendee_of(store, at), at) for at in (cohort, alone) for _ in range(3)]
        with meanwhile(*(saves(store, at, key) for key, at in people)):
            time.sleep(rng.uniform(0, 0.012))
            store.retention.expire(utc_now())
        for key, at in people:
            stays = store.cohorts.of_attendee(key) == at
            left = left_of(store, "attendee", keys.fingerprint(key))
            assert left == (["answers", "attendees"] if stays else []), "whole or not at all"
        store.retention.expire(utc_now() + timedelta(seconds=1))


def test_no_answer_gets_into_a_vote_that_was_closed(store: Store, rng: random.Random) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    people = [attendee_of(store, cohort) for _ in range(TAPS)]

    def counted() -> int:
        until = store.rooms.state(cohort.code).of(SLUG).vote.until
        sql = "SELECT count(*) FROM workshop.answers WHERE seq < ?"
        row = store._database.row(sql, [until])
        return row[0] if row else 0

    for cue, other in [("close", "reopen"), ("lock", "open")] * (TRIES // 4):
        with meanwhile(*(saves(store, cohort, key) for key in people)):
            time.sleep(rng.uniform(0, 0.012))
            of = "" if cue == "close" else SLUG
            store.rooms.cue(cohort.code, of, cue)  # type: ignore[arg-type]
            at_once = counted()
        assert counted() == at_once
        store.rooms.cue(cohort.code, of, other)  # type: ignore[arg-type]


def test_leaving_can_be_repeated_and_takes_what_slipped_in(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key, other = attendee_of(store, cohort), attendee_of(store, cohort)
    for one in (key, other):
        store.answers.save(one, cohort.code, SLUG, ANSWER)
    store.cohorts.leave(key)
    attendee = keys.fingerprint(key)
    slipped_in = (1, cohort.code, attendee, SLUG, "{}", b"", "", utc_now())
    store._database.append("answers", *slipped_in)
    store.cohorts.leave(key)
    assert left_of(store, "attendee", attendee) == []
    assert left_of(store, "attendee", keys.fingerprint(other)) == ["answers", "attendees"]
    departed = "SELECT count(*) FROM workshop.departed WHERE attendee = ?"
    assert store._database.row(departed, [attendee]) == (1,)


def test_what_slipped_in_is_swept_at_the_next_start(tmp_path: Path) -> None:
    where = str(tmp_path / "workshop.duckdb")
    with closing(Store(where)) as store:
        cohort, _ = store.cohorts.create("Spring", 3)
        key, other = attendee_of(store, cohort), attendee_of(store, cohort)
        for one in (key, other):
            store.answers.save(one, cohort.code, SLUG, ANSWER)
        store.cohorts.leave(key)
    attendee = keys.fingerprint(key)
    with duckdb.connect(where) as raw:
        rows = (
            f"INSERT INTO answers SELECT seq, cohort, '{attendee}', exercise, shared, private,"
            " tab, saved_at FROM answers",
            f"INSERT INTO attendees VALUES ('{attendee}', '{cohort.code}', now()::TIMESTAMP)",
            "INSERT INTO cues VALUES (1, 'NKNWNR', '', 'title', now()::TIMESTAMP, 'Slipped in')",
        )
        for row in rows:
            raw.execute(row)
    with closing(Store(where)) as again:
        assert left_of(again, "attendee", attendee) == []
        assert left_of(again, "attendee", keys.fingerprint(other)) == ["answers", "attendees"]
        assert left_of(again, "cohort", "NKNWNR") == []
        assert again.rooms.counts(cohort.code).answered == {SLUG: 1}
