"""Moving a store from a file to PostgreSQL and back changes nothing in it."""

import subprocess
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from data import Store, keys
from data.answers import ImportedAnswer
from data.moving import NotMoved, move
from exercises import AGENDA
from exercises.mentor_criteria.answer import MentorCriteria
from tests.people import attendee_of, own_json
from tests.postgres import PROGRAMS

ANSWER, LATER = (MentorCriteria(ranking=(one,)) for one in ("commitment", "connection"))


def test_a_store_moves_to_postgresql_and_back(tmp_path: Path, empty_postgres: str) -> None:
    file, back = str(tmp_path / "here.duckdb"), str(tmp_path / "back.duckdb")
    rng = Random(19)
    with closing(Store(file)) as store:
        cohort, leads = store.cohorts.create('Spring, "2026"\n', 3)
        key, gone = attendee_of(store, cohort), attendee_of(store, cohort)
        for one in (key, gone):
            store.answers.save(one, cohort.code, "mentor_criteria", ANSWER)
        store.answers.add(
            cohort.code,
            [ImportedAnswer(f"form {n}", e.slug, e.sample(rng)) for n in range(20) for e in AGENDA],
        )
        store.rooms.cue(cohort.code, "roles", "timer", "60")
        store.cohorts.leave(gone)
        figures = [store.rooms.summary(cohort, e.slug, e.summary_sql) for e in AGENDA]
    moved = move(file, empty_postgres)
    assert moved["answers"] == 20 * len(AGENDA) + 1
    with closing(Store(empty_postgres)) as store:
        assert store.cohorts.of_facilitator(leads) == store.cohorts.of_attendee(key) == cohort
        assert MentorCriteria.model_validate_json(own_json(store, key)) == ANSWER
        assert store.cohorts.has_left(gone)
        assert [store.rooms.summary(cohort, e.slug, e.summary_sql) for e in AGENDA] == figures
        before = store.answers.newest(key, "mentor_criteria")
        assert store.answers.save(key, cohort.code, "mentor_criteria", ANSWER) > before
        store.rooms.cue(cohort.code, "roles", "reveal")
    again = move(empty_postgres, back)
    assert again == moved | {
        "answers": moved["answers"] + 1,
        "cues": moved["cues"] + 1,
        "noted": again["noted"],
    }
    with closing(Store(back)) as store:
        assert store.rooms.state(cohort.code).of("roles").shown
        assert MentorCriteria.model_validate_json(own_json(store, key)) == ANSWER
        before = store.answers.newest(key, "mentor_criteria")
        assert store.answers.save(key, cohort.code, "mentor_criteria", ANSWER) > before


def test_a_backup_of_postgresql_is_a_store_of_its_own_and_moves_back(
    tmp_path: Path, empty_postgres: str, another_postgres: str
) -> None:
    copy = tmp_path / "backup.duckdb"
    with closing(Store(empty_postgres)) as store:
        cohort, leads = store.cohorts.create("Spring", 3)
        key, gone = attendee_of(store, cohort), attendee_of(store, cohort)
        for one in (key, gone):
            store.answers.save(one, cohort.code, "mentor_criteria", ANSWER)
        store.rooms.cue(cohort.code, "roles", "reveal")
        store.cohorts.leave(gone)
        store.backup(copy)
    move(str(copy), another_postgres)
    for restored in (str(copy), another_postgres):
        with closing(Store(restored)) as store:
            assert store.cohorts.of_facilitator(leads) == store.cohorts.of_attendee(key) == cohort
            assert MentorCriteria.model_validate_json(own_json(store, key)) == ANSWER
            assert store.cohorts.has_left(gone)
            assert store.rooms.state(cohort.code).of("roles").shown
            before = store.answers.newest(key, "mentor_criteria")
            assert store.answers.save(key, cohort.code, "mentor_criteria", ANSWER) > before


def test_a_dump_by_postgresql_itself_is_restored_into_an_empty_database(
    empty_postgres: str, another_postgres: str
) -> None:
    programs = PROGRAMS[-1].parent
    with closing(Store(empty_postgres)) as store:
        cohort, _ = store.cohorts.create("Spring", 3)
        key = attendee_of(store, cohort)
        store.answers.save(key, cohort.code, "mentor_criteria", ANSWER)
        dumped = [str(programs / "pg_dump"), "--no-owner", "--dbname", empty_postgres]
        dump = subprocess.run(dumped, stdout=subprocess.PIPE, check=True).stdout
        store.answers.save(key, cohort.code, "mentor_criteria", LATER)  # saving continues
    restored = [str(programs / "psql"), "--quiet", "--set=ON_ERROR_STOP=1", another_postgres]
    subprocess.run(restored, input=dump, stdout=subprocess.DEVNULL, check=True)
    with closing(Store(another_postgres)) as store:
        assert MentorCriteria.model_validate_json(own_json(store, key)) == ANSWER
        before = store.answers.newest(key, "mentor_criteria")
        assert store.answers.save(key, cohort.code, "mentor_criteria", LATER) > before


def test_nothing_is_moved_onto_something(tmp_path: Path) -> None:
    places = [str(tmp_path / f"{name}.duckdb") for name in "ab"]
    for place in places:
        with closing(Store(place)) as store:
            store.cohorts.join(keys.mint_key(), store.cohorts.create("Spring", 3)[0].code)
    with pytest.raises(NotMoved, match="has rows already"):
        move(*places)
