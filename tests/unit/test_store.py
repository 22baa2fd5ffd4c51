"""What the store remembers, on a DuckDB file and on PostgreSQL alike."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import Store, keys
from data.answers import ImportedAnswer
from data.cohorts import Gone
from data.faults import Fault, StoreFault
from data.votes import QUESTIONS
from exercises.mentor_criteria.answer import Candidate, MentorCriteria, sample
from tests.people import attendee_of, own_json

SLUG = "mentor_criteria"
ASHA = MentorCriteria(
    ranking=("commitment", "connection"),
    deal_breakers=("commitment",),
    candidates=(Candidate(name="Asha Unmistakable", scores={"commitment": 4}),),
)
COUNT = "SELECT count(*) AS rows FROM latest"


def imported(people: int, seed: int = 1) -> list[ImportedAnswer]:
    rng = random.Random(seed)
    return [ImportedAnswer(f"form {i}", SLUG, sample(rng)) for i in range(people)]


def test_a_saved_answer_comes_back_to_its_owner_with_both_halves(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    store.answers.save(key, cohort.code, SLUG, ASHA)
    assert MentorCriteria.model_validate_json(own_json(store, key)) == ASHA


def test_the_latest_answer_counts_and_no_one_is_counted_twice(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    for ranking in (("commitment",), ("connection",), ("availability",)):
        store.answers.save(key, cohort.code, SLUG, MentorCriteria(ranking=ranking))
    assert '"availability"' in own_json(store, key)
    assert store.rooms.counts(cohort.code).answered == {SLUG: 1}


def test_a_clock_set_back_cannot_put_an_old_answer_on_top(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    store.answers.save(key, cohort.code, SLUG, MentorCriteria(ranking=("commitment",)))
    monkeypatch.setattr("data.sequence.time.time_ns", lambda: 1_000_000)
    store.answers.save(key, cohort.code, SLUG, MentorCriteria(ranking=("connection",)))
    assert '"connection"' in own_json(store, key)


def test_a_clock_set_back_between_two_starts_cannot_put_an_old_answer_on_top(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(tmp_path / "workshop.duckdb")
    with closing(Store(file)) as before:
        cohort, _ = before.cohorts.create("Spring", 3)
        key = attendee_of(before, cohort)
        before.answers.save(key, cohort.code, SLUG, MentorCriteria(ranking=("commitment",)))
        before.rooms.cue(cohort.code, SLUG, "reveal")
    monkeypatch.setattr("data.sequence.time.time_ns", lambda: 1_000_000)
    with closing(Store(file)) as after:
        after.answers.save(key, cohort.code, SLUG, MentorCriteria(ranking=("connection",)))
        after.rooms.cue(cohort.code, SLUG, "hide")
        assert '"connection"' in own_json(after, key)
        assert not after.rooms.state(cohort.code).of(SLUG).shown


def test_what_is_read_while_another_device_saves_does_not_make_that_answer_look_older(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    store.answers.save(key, cohort.code, SLUG, ASHA)
    unseal, later = keys.unseal, []

    def unseal_while_another_device_saves(*sealed: Any) -> bytes:
        later.append(store.answers.save(key, cohort.code, SLUG, ASHA))
        return unseal(*sealed)

    monkeypatch.setattr(keys, "unseal", unseal_while_another_device_saves)
    read = store.answers.own(key, SLUG)
    assert read and read.seq < later[0] == store.answers.newest(key, SLUG)


def test_fewer_answers_than_the_minimum_show_the_count_alone(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 5)
    store.answers.add(cohort.code, imported(4))
    hidden = store.rooms.summary(cohort, SLUG, COUNT)
    assert (hidden.suppressed, hidden.n, hidden.parts) == (True, 4, {})
    assert store.rooms.responses(cohort, {SLUG: QUESTIONS}).empty
    store.answers.add(cohort.code, [ImportedAnswer("form 5", SLUG, ASHA)])
    shown = store.rooms.summary(cohort, SLUG, COUNT)
    assert (shown.suppressed, shown.n, shown.parts) == (False, 5, {"rows": 5})


def test_a_second_form_of_the_same_person_replaces_the_first(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    store.answers.add(cohort.code, imported(6, seed=1))
    store.answers.add(cohort.code, imported(6, seed=2))
    assert store.rooms.counts(cohort.code).joined == 6
    assert store.rooms.summary(cohort, SLUG, COUNT).n == 6


def test_rooms_do_not_mix(store: Store) -> None:
    spring, spring_key = store.cohorts.create("Spring", 3)
    autumn, _ = store.cohorts.create("Autumn", 3)
    store.answers.add(spring.code, imported(4))
    assert store.rooms.summary(autumn, SLUG, COUNT).n == 0
    assert store.cohorts.of_facilitator(spring_key) == spring
    store.cohorts.delete(autumn.code)
    assert store.rooms.summary(spring, SLUG, COUNT).n == 4


def test_deleting_a_cohort_leaves_nothing_of_it(store: Store) -> None:
    cohort, facilitator = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    store.answers.save(key, cohort.code, SLUG, ASHA)
    store.rooms.cue(cohort.code, SLUG, "reveal")
    store.cohorts.delete(cohort.code)
    assert store.cohorts.find(cohort.code) is None
    assert store.cohorts.of_facilitator(facilitator) is None
    assert store.cohorts.of_attendee(key) is None
    assert store.answers.own(key, SLUG) is None
    assert not store.rooms.state(cohort.code).of(SLUG).shown


def test_an_attendee_who_leaves_takes_everything_along(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key, other = attendee_of(store, cohort), attendee_of(store, cohort)
    for one in (key, other):
        store.answers.save(one, cohort.code, SLUG, ASHA)
    store.cohorts.leave(key)
    assert store.answers.own(key, SLUG) is None
    assert store.answers.own(other, SLUG) is not None
    assert store.rooms.counts(cohort.code).joined == 1


def test_what_the_facilitator_shows_is_the_latest_cue(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    assert not store.rooms.state(cohort.code).of(SLUG).shown
    store.rooms.cue(cohort.code, SLUG, "reveal")
    assert store.rooms.state(cohort.code).of(SLUG).shown
    store.rooms.cue(cohort.code, SLUG, "hide")
    assert not store.rooms.state(cohort.code).of(SLUG).shown


def test_many_threads_at_once_each_get_their_own_answer(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    people = [(attendee_of(store, cohort), f"Person {i}") for i in range(40)]

    def save_and_read(person: tuple[str, str]) -> bool:
        key, name = person
        answer = MentorCriteria(candidates=(Candidate(name=name),))
        for _ in range(5):
            store.answers.save(key, cohort.code, SLUG, answer)
            if name not in own_json(store, key):
                return False
        return True

    with ThreadPoolExecutor(8) as room:
        assert all(room.map(save_and_read, people))
    assert store.rooms.counts(cohort.code).answered == {SLUG: 40}


def test_a_minimum_outside_three_to_twenty_is_refused(store: Store) -> None:
    for wrong in (2, 21):
        with pytest.raises(ValueError, match="3 to 20"):
            store.cohorts.create("Spring", wrong)


def test_everything_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    where = str(tmp_path / "workshop.duckdb")
    store = Store(where)
    cohort, facilitator = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    store.answers.save(key, cohort.code, SLUG, ASHA)
    store.close()
    again = Store(where)
    assert again.cohorts.of_facilitator(facilitator) == cohort
    assert again.cohorts.of_attendee(key) == cohort
    assert MentorCriteria.model_validate_json(own_json(again, key)) == ASHA
    again.close()


def test_a_stolen_file_holds_no_key_and_no_ones_words(tmp_path: Path) -> None:
    where = tmp_path / "workshop.duckdb"
    store = Store(str(where))
    cohort, facilitator = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    store.answers.save(key, cohort.code, SLUG, ASHA)
    in_the_log = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    store.close()
    stolen = in_the_log + b"".join(part.read_bytes() for part in tmp_path.iterdir())
    assert cohort.code.encode() in stolen, "the test looks at the right bytes"
    for secret in ("Unmistakable", key, facilitator):
        assert secret.encode() not in stolen


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "data" / "workshop.duckdb"))
    store.cohorts.create("Spring", 3)
    modes = {p.stat().st_mode & 0o077 for p in (tmp_path / "data").iterdir()}
    store.close()
    assert modes == {0}


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    where = str(tmp_path / "workshop.duckdb")
    Store(where).close()
    with duckdb.connect(where) as raw:
        raw.execute("UPDATE schema_version SET version = 99")
    with pytest.raises(StoreFault) as refused:
        Store(where)
    assert refused.value.fault is Fault.NEWER


def test_nobody_saves_into_a_cohort_that_is_gone_or_is_not_theirs(store: Store) -> None:
    spring, _ = store.cohorts.create("Spring", 3)
    autumn, _ = store.cohorts.create("Autumn", 3)
    key = attendee_of(store, spring)
    with pytest.raises(Gone):
        store.answers.save(key, autumn.code, SLUG, ASHA)
    store.cohorts.delete(spring.code)
    with pytest.raises(Gone):
        store.answers.save(key, spring.code, SLUG, ASHA)
    with pytest.raises(Gone):
        store.cohorts.join(key, spring.code)
    assert store.rooms.counts(spring.code).joined == 0


def test_who_asked_to_be_forgotten_stays_forgotten(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    store.answers.save(key, cohort.code, SLUG, ASHA)
    store.cohorts.leave(key)
    with pytest.raises(Gone):
        store.answers.save(key, cohort.code, SLUG, ASHA)
    with pytest.raises(Gone):
        store.cohorts.join(key, cohort.code)
    assert store.rooms.counts(cohort.code).joined == 0


def test_an_answer_that_slipped_into_a_deleted_cohort_is_swept_at_the_next_start(
    tmp_path: Path,
) -> None:
    where = str(tmp_path / "workshop.duckdb")
    store = Store(where)
    cohort, _ = store.cohorts.create("Spring", 3)
    store.answers.add(cohort.code, imported(4))
    store.close()
    with duckdb.connect(where) as raw:
        raw.execute("DELETE FROM cohorts")
    Store(where).close()
    with duckdb.connect(where) as raw:
        assert raw.execute("SELECT count(*) FROM answers").fetchone() == (0,)
