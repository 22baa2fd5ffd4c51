"""PostgreSQL goes away, or its network stalls: nothing hangs for long, nothing is lost."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from data import Store
from data.cohorts import Cohort
from data.faults import Fault, StoreFault
from exercises.mentor_criteria.answer import MentorCriteria
from tests.people import attendee_of
from tests.postgres import PROGRAMS, Network, Postgres

SLUG, ANSWER = "mentor_criteria", MentorCriteria(ranking=("commitment",))

# As docs/scaling.md says.
NOTHING_WAITS_LONGER = 15.0
EVERYONE_IS_BACK_WITHIN = 15.0


@pytest.fixture(scope="module")
def own() -> Iterator[Postgres]:
    if not PROGRAMS:
        pytest.skip("PostgreSQL is not installed here")
    with tempfile.TemporaryDirectory(prefix="workshop-postgres-") as folder:
        postgres = Postgres(Path(folder))
        postgres.start()
        yield postgres
        postgres.stop()


@pytest.fixture
def network(own: Postgres) -> Iterator[Network]:
    with closing(Network(own.port)) as network:
        yield network


@pytest.fixture
def through(network: Network, own: Postgres) -> Iterator[Store]:
    """A store that connects over that network."""
    with closing(Store(own.url.replace(str(own.port), str(network.port)))) as store:
        yield store


@pytest.fixture
def direct(own: Postgres) -> Iterator[Store]:
    with closing(Store(own.url)) as store:
        yield store


def attempt(store: Store, key: str, cohort: Cohort) -> int:
    """Save an answer and return its number, or 0 if the store is unreachable; within the limit."""
    began = time.monotonic()
    try:
        return store.answers.save(key, cohort.code, SLUG, ANSWER)
    except StoreFault as fault:
        assert fault.fault is Fault.UNREACHABLE
        return 0
    finally:
        assert time.monotonic() - began < NOTHING_WAITS_LONGER


def seconds_until(is_so: Callable[[], object]) -> float:
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < EVERYONE_IS_BACK_WITHIN
        time.sleep(0.05)
    return time.monotonic() - began


def kept(store: Store, key: str) -> int:
    own = store.answers.own(key, SLUG)
    return own.seq if own else 0


def test_postgresql_stops_and_comes_back(own: Postgres, direct: Store, through: Store) -> None:
    cohort, _ = direct.cohorts.create("Spring", 3)
    key = attendee_of(direct, cohort)
    saved = attempt(direct, key, cohort)
    own.stop()
    for _ in range(3):
        assert attempt(direct, key, cohort) == 0
        with pytest.raises(StoreFault):
            through.check()
    own.start()
    seconds_until(lambda: attempt(direct, key, cohort))
    assert saved < kept(direct, key) == kept(through, key)
    direct.rooms.cue(cohort.code, SLUG, "reveal")
    seconds_until(lambda: through.rooms.state(cohort.code).of(SLUG).shown)


def test_a_network_that_stalls_holds_nobody_for_long(
    network: Network, direct: Store, through: Store
) -> None:
    cohort, _ = direct.cohorts.create("Spring", 3)
    key = attendee_of(through, cohort)
    saved = attempt(through, key, cohort)
    network.stall()
    assert attempt(through, key, cohort) == 0
    # A process that can't be reached doesn't hold a lock either.
    assert saved < attempt(direct, key, cohort)
    direct.rooms.cue(cohort.code, SLUG, "reveal")
    network.resume()
    seconds_until(lambda: attempt(through, key, cohort))
    seconds_until(lambda: through.rooms.state(cohort.code).of(SLUG).shown)


def test_a_listener_that_hangs_is_noticed(network: Network, direct: Store, through: Store) -> None:
    cohort, _ = direct.cohorts.create("Spring", 3)
    assert not through.rooms.state(cohort.code).of(SLUG).shown
    network.stall_those_open()
    direct.rooms.cue(cohort.code, SLUG, "reveal")
    seconds_until(lambda: through.rooms.state(cohort.code).of(SLUG).shown)


def test_what_a_killed_process_did_not_tell_is_seen(own: Postgres, direct: Store) -> None:
    silent = Store(own.url)
    assert silent._others
    cohort, _ = direct.cohorts.create("Spring", 3)
    seconds_until(lambda: silent.cohorts.find(cohort.code))
    assert not direct.rooms.state(cohort.code).of(SLUG).shown
    silent._others.tell = lambda change: None  # type: ignore[method-assign]
    silent.changes._told_to = silent._others.tell  # type: ignore[attr-defined]
    silent.rooms.cue(cohort.code, SLUG, "reveal")
    silent._others._say = lambda kind, what: None  # type: ignore[method-assign]
    silent.close()  # silently, as on a kill
    seconds_until(lambda: direct.rooms.state(cohort.code).of(SLUG).shown)
