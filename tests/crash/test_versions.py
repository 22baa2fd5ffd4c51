"""An older store is upgraded to this version: copied first, completely or not at all."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from data import Store, halves, keys, migrations
from data.embedded import File
from data.faults import Fault, StoreFault
from data.recovery import Why
from data.store import utc_now
from exercises.mentor_criteria.answer import MentorCriteria
from tests.crash.starting import environment
from tests.people import own_json
from tests.server import ROOT

SLUG = "mentor_criteria"
NOW = 4  # the version that this app creates
NOTES, LANGUAGE = f"{NOW + 1:04}_notes.sql", f"{NOW + 2:04}_language.sql"
ANSWER = MentorCriteria(ranking=("commitment",))


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """The real steps and two invented ones: a new table, then a new column in it."""
    folder = tmp_path / "steps"
    shutil.copytree(migrations.FOLDER, folder, ignore=shutil.ignore_patterns("*.py*", "__*"))
    assert len(list(folder.iterdir())) == NOW - migrations.FIRST_VERSION
    (folder / NOTES).write_text("CREATE TABLE workshop.notes (note VARCHAR);")
    (folder / LANGUAGE).write_text(
        "ALTER TABLE workshop.notes ADD COLUMN language VARCHAR;"
        "INSERT INTO workshop.notes VALUES ('made by a step', 'en');"
    )
    return folder


@pytest.fixture(params=["file", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "file":
        yield str(tmp_path / "workshop.duckdb")
        return
    address = request.getfixturevalue("postgres")
    _empty(address)
    yield address
    _empty(address)  # other tests share this PostgreSQL and know only version 1


def _empty(address: str) -> None:
    with psycopg.connect(address) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def filled(url: str) -> str:
    """Create a version 1 store with one answer, and return its attendee's key."""
    with closing(Store(url)) as store:
        cohort, _ = store.cohorts.create("Spring", 3)
        key = keys.mint_key()
        store.cohorts.join(key, cohort.code)
        store.answers.save(key, cohort.code, SLUG, ANSWER)
    return key


def notes(store: Store) -> list[tuple[str, str]]:
    return store._database.rows("SELECT note, language FROM workshop.notes")


def own(store: Store, key: str) -> MentorCriteria:
    return MentorCriteria.model_validate_json(own_json(store, key))


def test_an_older_store_takes_every_step_and_keeps_its_answers(url: str, steps: Path) -> None:
    key = filled(url)
    with closing(Store(url, steps=steps, migrate=True)) as store:
        assert notes(store) == [("made by a step", "en")]
        assert own(store, key) == ANSWER
    with closing(Store(url, steps=steps)) as again:
        assert notes(again) == [("made by a step", "en")], "no step is taken twice"
        assert again.kept == ()


def test_the_cues_of_version_1_hold_in_this_one(tmp_path: Path) -> None:
    file = tmp_path / "workshop.duckdb"
    with closing(File(str(file))) as database, database.transaction() as together:
        together.run((ROOT / "data" / "schema.sql").read_text("utf-8"))
        together.run(
            "INSERT INTO workshop.schema_version VALUES (1);"
            "INSERT INTO workshop.cohorts VALUES ('ABCDEF', 'Spring', 3, false, now()::TIMESTAMP);"
            "INSERT INTO workshop.cues VALUES (1, 'ABCDEF', 'roles', 'reveal', now()::TIMESTAMP);"
        )
    with closing(Store(str(file))) as store:
        assert store.rooms.state("ABCDEF").of("roles").shown
        store.rooms.cue("ABCDEF", "roles", "timer", "60")
        assert store.rooms.state("ABCDEF").of("roles").timer_ends


def test_the_answers_and_links_of_version_1_are_those_of_this_one(tmp_path: Path) -> None:
    file, key, leads = tmp_path / "workshop.duckdb", keys.mint_key(), keys.mint_key()
    shared, private = halves.split(ANSWER)
    attendee = keys.fingerprint(key)
    sealed = keys.seal(key, private.encode(), f"{attendee}/{SLUG}")
    with closing(File(str(file))) as database, database.transaction() as together:
        together.run((ROOT / "data" / "schema.sql").read_text("utf-8"))
        together.append("schema_version", 1)
        together.append("cohorts", "ABCDEF", "Spring", 3, False, utc_now())
        together.append("facilitators", keys.fingerprint(leads), "ABCDEF")
        together.append("attendees", attendee, "ABCDEF", utc_now())
        together.append("answers", 1, "ABCDEF", attendee, SLUG, shared, sealed, "", utc_now())
    with closing(Store(str(file))) as store:
        assert own(store, key) == ANSWER
        assert [link.code for link in (store.cohorts.of_facilitator(leads),) if link] == ["ABCDEF"]
        (kept,) = store.kept
    with closing(File(str(kept.file))) as copy:
        assert copy.rows("SELECT version FROM workshop.schema_version") == [(1,)]
        assert copy.rows("SELECT attendee, shared FROM workshop.answers") == [(attendee, shared)]


def test_a_new_store_takes_the_same_steps(url: str, steps: Path) -> None:
    with closing(Store(url, steps=steps)) as store:
        assert notes(store) == [("made by a step", "en")]
        assert store.kept == ()


def test_an_older_app_leaves_the_newer_store_alone(url: str, steps: Path) -> None:
    Store(url, steps=steps).close()
    with pytest.raises(StoreFault) as refused:
        Store(url)
    assert refused.value.fault is Fault.NEWER


def test_a_file_is_copied_before_the_first_step(tmp_path: Path, steps: Path) -> None:
    file = tmp_path / "workshop.duckdb"
    key = filled(str(file))
    with closing(Store(str(file), steps=steps)) as store:
        (kept,) = store.kept
    assert kept.why is Why.BEFORE_MIGRATION
    assert kept.file.name.startswith(f"workshop.duckdb.before-v{NOW + 2}-")
    with closing(Store(str(kept.file))) as before:
        assert own(before, key) == ANSWER


def test_a_step_that_fails_changes_nothing(tmp_path: Path, steps: Path) -> None:
    file = tmp_path / "workshop.duckdb"
    key = filled(str(file))
    (steps / LANGUAGE).write_text(
        "ALTER TABLE workshop.notes ADD COLUMN language VARCHAR; SELECT no_such_function();"
    )
    with pytest.raises(StoreFault):
        Store(str(file), steps=steps)
    (steps / LANGUAGE).unlink()
    with closing(Store(str(file), steps=steps)) as store:
        columns = "SELECT column_name FROM duckdb_columns() WHERE table_name = 'notes'"
        assert store._database.rows(columns) == [("note",)]
        assert own(store, key) == ANSWER


def test_a_step_that_is_missing_is_noticed(tmp_path: Path, steps: Path) -> None:
    (steps / NOTES).unlink()
    with pytest.raises(
        ValueError, match=rf"leads to the versions .*{NOW + 2}\], not .*{NOW + 1}\]"
    ):
        Store(str(tmp_path / "workshop.duckdb"), steps=steps)


def test_a_postgresql_is_changed_only_when_told(postgres: str, steps: Path) -> None:
    _empty(postgres)
    filled(postgres)
    with pytest.raises(StoreFault) as refused:
        Store(postgres, steps=steps)
    assert refused.value.fault is Fault.OLDER
    Store(postgres).close()  # untouched: the older app can still open it
    _empty(postgres)


def test_the_command_for_a_postgresql_says_in_one_line_what_is_wrong() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "data.migrations"],
        cwd=ROOT,
        env=environment("postgresql://workshop:s3cret@127.0.0.1:1/rooms"),
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert said.returncode == 1
    assert "Connection refused" in said.stderr
    assert said.stderr.count("\n") == 1
    assert "s3cret" not in said.stderr
