"""A room of a million on PostgreSQL: how long a summary takes, and with which query plan."""

import time
from contextlib import closing
from random import Random

import psycopg

from data import Store, halves
from data.cohorts import Cohort
from data.computing import LATEST, asked
from data.dialect import as_postgres
from data.faults import StoreFault
from data.votes import STILL_OPEN
from exercises import AGENDA, Exercise
from tests.load.figures import say
from tests.load.verdict import Verdict

SLUG = "mentor_criteria"
SIZES = (10_000, 100_000, 1_000_000)
_DIFFERENT = 5_000
_TIMES = 3
_FILL = """
    INSERT INTO answers (seq, cohort, attendee, exercise, shared, private, tab, saved_at)
    SELECT nextval('workshop_seq'), %s, encode(sha256(number::text::bytea), 'hex'), %s,
        shared, '', '', now()
    FROM generate_series(1, %s) AS number
    JOIN given ON given.place = number %% %s
"""
_JOIN = """
    INSERT INTO attendees (attendee, cohort, joined_at)
    SELECT attendee, cohort, saved_at FROM answers WHERE cohort = %s
"""


def large(url: str) -> list[Verdict]:
    """Summarise rooms of several sizes, and explain how the largest is read."""
    (exercise,) = (one for one in AGENDA if one.slug == SLUG)
    took = []
    with closing(Store(url)) as store:
        for size in SIZES:
            cohort = _filled(store, url, exercise, size)
            took.append(_seconds(store, cohort, exercise))
            say(f"{size:9,} answers on PostgreSQL: {took[-1]}")
        for line in _plan(url, cohort):
            say(f"  {line}")
    return [Verdict(f"{SLUG} on PostgreSQL, cold at 10k / 100k / 1M", " / ".join(took))]


def _filled(store: Store, url: str, exercise: Exercise, size: int) -> Cohort:
    cohort, _ = store.cohorts.create("A large room", 3)
    rng = Random(7)
    shared = [(n, halves.split(exercise.sample(rng))[0]) for n in range(_DIFFERENT)]
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE given (place int, shared text)")
        cursor.executemany("INSERT INTO given VALUES (%s, %s)", shared)
        cursor.execute(_FILL, [cohort.code, exercise.slug, size, _DIFFERENT])
        cursor.execute(_JOIN, [cohort.code])
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE answers, attendees")  # as autovacuum would before long
    return cohort


def _seconds(store: Store, cohort: Cohort, exercise: Exercise) -> str:
    fastest = float("inf")
    for _ in range(_TIMES):
        store.changes.answers_changed(cohort.code)
        began = time.perf_counter()
        try:
            store.rooms.summary(cohort, exercise.slug, exercise.summary_sql)
        except StoreFault as fault:
            return f"{fault.fault} after {time.perf_counter() - began:.1f} s"
        fastest = min(fastest, time.perf_counter() - began)
    return f"{fastest * 1000:.0f} ms"


def _plan(url: str, cohort: Cohort) -> list[str]:
    values = asked({"cohort": cohort.code, "exercise": SLUG, "until": STILL_OPEN})
    with psycopg.connect(url) as connection:
        explained = connection.execute("EXPLAIN (ANALYZE, BUFFERS) " + as_postgres(LATEST), values)
        return [line for (line,) in explained]
