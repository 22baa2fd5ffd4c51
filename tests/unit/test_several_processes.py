"""Two stores on one PostgreSQL, as in two processes, act as one store."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import partial
from typing import cast

import psycopg
import pytest

from data import Store, keys
from data.cohorts import Cohort, Gone
from data.deadlines import Deadlines
from data.facilitators import LastLink
from data.faults import Fault, StoreFault
from data.postgres import Postgres
from exercises.mentor_criteria.answer import MentorCriteria
from pages.http.tasks import sample
from tests.people import attendee_of

SLUG, ANSWER = "mentor_criteria", MentorCriteria(ranking=("commitment",))
COUNT = "SELECT count(*) AS rows FROM latest"


@pytest.fixture
def two(postgres: str) -> Iterator[tuple[Store, Store]]:
    with closing(Store(postgres)) as one, closing(Store(postgres)) as other:
        yield one, other


def within_a_second(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + 1.0
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.01)
    return False


def title(store: Store, cohort: Cohort) -> str:
    found = store.cohorts.find(cohort.code)
    return found.title if found else ""


def room(store: Store) -> Cohort:
    return store.cohorts.create("Spring", 3)[0]


def test_what_is_answered_and_led_in_one_is_seen_in_the_other(two: tuple[Store, Store]) -> None:
    one, other = two
    cohort = room(one)
    assert other.rooms.summary(cohort, SLUG, COUNT).n == 0
    assert not other.rooms.state(cohort.code).of(SLUG).shown
    for _ in range(4):
        one.answers.save(attendee_of(one, cohort), cohort.code, SLUG, ANSWER)
    one.rooms.cue(cohort.code, SLUG, "reveal")
    one.cohorts.rename(cohort.code, "Summer")
    assert within_a_second(lambda: other.rooms.state(cohort.code).of(SLUG).shown)
    assert within_a_second(lambda: other.rooms.summary(cohort, SLUG, COUNT).n == 4)
    assert within_a_second(lambda: other.rooms.counts(cohort.code).joined == 4)
    assert within_a_second(
        lambda: getattr(other.cohorts.find(cohort.code), "title", "") == "Summer"
    )


def test_pages_of_both_are_numbered_alike_once_all_is_told(two: tuple[Store, Store]) -> None:
    one, other = two
    cohort = room(one)

    def alike() -> bool:
        return all(
            one.changes.number(cohort.code, interest) == other.changes.number(cohort.code, interest)
            for interest in ("room", "answers")
        )

    for store in (one, other):
        store.answers.save(attendee_of(store, cohort), cohort.code, SLUG, ANSWER)
        store.rooms.cue(cohort.code, SLUG, "here")
        store.answers.save(attendee_of(store, cohort), cohort.code, SLUG, ANSWER)
    assert within_a_second(alike)


def is_out(store: Store, key: str) -> bool:
    return store.cohorts.of_attendee(key) is None


def test_who_left_in_one_saves_no_more_in_the_other(two: tuple[Store, Store]) -> None:
    one, other = two
    cohort = room(one)
    for _ in range(20):
        key = attendee_of(one, cohort)
        other.answers.save(key, cohort.code, SLUG, ANSWER)

        def save_on_and_on(key: str = key) -> None:
            while True:
                other.answers.save(key, cohort.code, SLUG, ANSWER)

        with ThreadPoolExecutor(3) as threads:
            saving = [threads.submit(save_on_and_on) for _ in range(3)]
            one.cohorts.leave(key)
            for one_of_them in saving:
                with pytest.raises(Gone):
                    one_of_them.result()
        left = "SELECT count(*) FROM workshop.answers WHERE attendee = ?"
        assert one._database.row(left, [keys.fingerprint(key)]) == (0,)
        assert within_a_second(partial(is_out, other, key))


def test_no_answer_gets_into_a_vote_that_the_other_closed(two: tuple[Store, Store]) -> None:
    one, other = two
    cohort = room(one)
    people = [attendee_of(one, cohort) for _ in range(6)]
    sql = "SELECT count(*) FROM workshop.answers WHERE cohort = ? AND seq < ?"
    for cue, again in [("lock", "open")] * 10:
        with ThreadPoolExecutor(6) as threads:
            saving = [
                threads.submit(other.answers.save, key, cohort.code, SLUG, ANSWER)
                for key in people * 3
            ]
            one.rooms.cue(cohort.code, SLUG, cue)  # type: ignore[arg-type]
            until = one.rooms.state(cohort.code).of(SLUG).vote.until
            at_once = one._database.row(sql, [cohort.code, until])
            for save in saving:
                save.result()
        assert one._database.row(sql, [cohort.code, until]) == at_once
        one.rooms.cue(cohort.code, SLUG, again)  # type: ignore[arg-type]


def test_two_links_revoked_at_once_leave_one(two: tuple[Store, Store]) -> None:
    for _ in range(10):
        cohort = room(two[0])
        two[0].facilitators.add(cohort.code, "second")
        links = [link.fingerprint for link in two[0].facilitators.links(cohort.code)]
        with ThreadPoolExecutor(2) as threads:
            revoking = [
                threads.submit(store.facilitators.revoke, cohort.code, link)
                for store, link in zip(two, links, strict=True)
            ]
        assert [type(one.exception()) for one in revoking].count(LastLink) == 1
        assert len(two[1].facilitators.links(cohort.code)) == 1


def test_a_revoked_link_and_a_deleted_room_open_nothing_in_the_other(
    two: tuple[Store, Store],
) -> None:
    one, other = two
    cohort, first = one.cohorts.create("Spring", 3)
    second = one.facilitators.add(cohort.code, "second")
    key = attendee_of(one, cohort)
    assert other.cohorts.of_facilitator(second) == other.cohorts.of_attendee(key) == cohort
    one.facilitators.revoke(cohort.code, keys.fingerprint(second))
    assert within_a_second(lambda: other.cohorts.of_facilitator(second) is None)
    assert other.cohorts.of_facilitator(first) == cohort
    one.cohorts.delete(cohort.code)
    with pytest.raises(Gone):
        other.answers.save(key, cohort.code, SLUG, ANSWER)
    assert within_a_second(lambda: other.cohorts.of_attendee(key) is None)
    assert within_a_second(lambda: other.cohorts.find(cohort.code) is None)


def test_an_answer_of_another_process_is_known_to_be_newer(two: tuple[Store, Store]) -> None:
    one, other = two
    cohort = room(one)
    key = attendee_of(one, cohort)
    first = one.answers.save(key, cohort.code, SLUG, ANSWER)
    second = other.answers.save(key, cohort.code, SLUG, ANSWER)
    assert first < second == one.answers.newest(key, SLUG)


def test_how_many_follow_a_room_is_told(two: tuple[Store, Store]) -> None:
    one, other = two
    one.tell_here({"ABCDEF": 3})
    assert within_a_second(lambda: other.here_elsewhere("ABCDEF") == 3)
    with closing(Store(one._database.url)) as third:
        assert within_a_second(lambda: third.here_elsewhere("ABCDEF") == 3)
    one.tell_here({"ABCDEF": 0})
    assert within_a_second(lambda: other.here_elsewhere("ABCDEF") == 0)


def test_eight_first_starts_at_once_make_one_store(empty_postgres: str) -> None:
    with ThreadPoolExecutor(8) as threads:
        stores = list(threads.map(lambda _: Store(empty_postgres), range(8)))
    versions = stores[0]._database.rows("SELECT version FROM workshop.schema_version")
    for store in stores:
        store.close()
    assert len(versions) == len(set(versions))


def test_a_rehearsal_that_runs_in_one_outlives_the_start_of_another(
    two: tuple[Store, Store],
) -> None:
    one, other = two
    runs, stopped = room(one), room(one)
    twins = [one.rehearsals.begin(at, "Rehearsal")[0] for at in (runs, stopped)]
    with one.rehearsals.running(twins[0].code):
        other.rehearsals.end_all()
        assert other.rehearsals.of(runs.code) == twins[0]
        assert other.rehearsals.of(stopped.code) is None
    other.rehearsals.end_all()
    assert other.rehearsals.of(runs.code) is None


def test_eight_processes_fill_one_sample(postgres: str) -> None:
    host_key = keys.mint_key()
    with ExitStack() as opened:
        stores = [opened.enter_context(closing(Store(postgres))) for _ in range(4)]
        with ThreadPoolExecutor(8) as threads:
            filled = set(threads.map(partial(sample.fill, host_key=host_key), stores * 2))
        (key,) = filled
        cohort = stores[0].cohorts.of_facilitator(key)
        assert cohort
        assert len(set(stores[0].rooms.counts(cohort.code).answered.values())) == 1


def test_a_database_that_takes_too_long_is_not_called_unreachable(postgres: str) -> None:
    with closing(Store(postgres)) as store:
        database = cast(Postgres, store._database)
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            with pytest.raises(StoreFault) as told, database.transaction() as together:
                together.run(f"SET LOCAL {limit} = 50")
                database.row("SELECT pg_sleep(0.2)")
                time.sleep(0.2)
                database.row("SELECT 1")
            assert told.value.fault is Fault.BUSY
            store.check()


def test_a_statement_past_its_deadline_is_cut_off(postgres: str) -> None:
    deadlines, began = Deadlines(), time.monotonic()
    with closing(psycopg.connect(postgres)) as connection:
        with pytest.raises(psycopg.OperationalError), deadlines.of(connection, 0.1):
            connection.execute("SELECT pg_sleep(20)")
        assert time.monotonic() - began < 10
    deadlines.end()
