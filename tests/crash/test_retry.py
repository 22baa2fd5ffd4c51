"""Resending an answer after an unknown outcome changes nothing."""

import random
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from data import Store, keys
from exercises import AGENDA
from exercises.mentor_criteria.answer import sample
from tests.crash.room import SLUG, Room
from tests.kept import in_store
from tests.people import own_json
from tests.server import Server


def test_a_room_that_answers_twice_gives_the_same_figures(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    rng = random.Random(7)
    given = [(keys.mint_key(), sample(rng)) for _ in range(12)]
    (sql,) = (exercise.summary_sql for exercise in AGENDA if exercise.slug == SLUG)

    def everyone_answers() -> tuple[object, ...]:
        for key, answer in given:
            store.cohorts.join(key, cohort.code)
            store.answers.save(key, cohort.code, SLUG, answer)
        told = in_store(store, cohort.code)
        figures = store.rooms.summary(cohort, SLUG, sql)
        return figures, store.rooms.counts(cohort.code), told

    once = everyone_answers()
    assert everyone_answers() == once
    for key, answer in given:
        assert type(answer).model_validate_json(own_json(store, key)) == answer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path) as running:
        yield running


def test_an_import_sent_again_after_a_crash_changes_no_figure(server: Server) -> None:
    room, people = Room(server.url), [f"form {n}" for n in range(9)]
    with httpx.Client(timeout=20) as client:
        assert room.answer(client, *people).status_code == 201
    figures = room.summary()
    server.kill()
    server.start()
    with httpx.Client(timeout=20) as client:
        assert room.answer(client, *people).status_code == 201
    assert room.summary() == figures
    assert room.missing() == []
    assert len(room.kept()) == 9
