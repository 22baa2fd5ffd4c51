"""How long a room's summary takes, cold and warm, and how that grows with the room."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

import duckdb
import pandas as pd

from data import Store, halves
from data.cohorts import Cohort
from exercises import AGENDA, Exercise
from tests.load.figures import say
from tests.load.verdict import Verdict, at_most

SIZES = (1_000, 10_000, 100_000, 1_000_000)
_JUDGED_AT = 100_000
# This many different answers, repeated: creating a million would take minutes.
_DIFFERENT = 5_000
_TIMES = 5

_FILL = """
    INSERT INTO workshop.answers
    SELECT number, ?, sha256(number::VARCHAR), ?, shared, ''::BLOB, '', now()::TIMESTAMP
    FROM range(?) AS numbers (number)
    JOIN given ON given.place = hash(number) % ?
"""


class Taken(NamedTuple):
    """Milliseconds for the first reader after a change, for the next, and for each to draw it."""

    cold: float
    warm: float
    drawn: float


def summaries(sizes: tuple[int, ...] = SIZES) -> list[Verdict]:
    """Summarise rooms of several sizes in every exercise."""
    verdicts = []
    for exercise in AGENDA:
        taken = {size: _taken(exercise, size) for size in sizes}
        for size, t in taken.items():
            say(
                f"{exercise.slug:20} {size:9,} answers: cold {t.cold:7.1f} ms, "
                f"warm {t.warm:.3f} ms, pictures {t.drawn:5.1f} ms"
            )
        judged = taken[min(_JUDGED_AT, max(sizes))]
        grows = " / ".join(f"{t.cold:.0f}" for t in taken.values())
        verdicts += [
            at_most(f"{exercise.slug}: summary of 100,000, cold", judged.cold, 110, "ms"),
            at_most(f"{exercise.slug}: the same, unchanged", judged.warm, 5, "ms"),
            Verdict(f"{exercise.slug}: cold at 1k / 10k / 100k / 1M", f"{grows} ms"),
            Verdict(f"{exercise.slug}: pictures for each viewer", f"{judged.drawn:.1f} ms"),
        ]
    return verdicts


def _taken(exercise: Exercise, size: int) -> Taken:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workshop.duckdb"
        cohort = _filled(path, exercise, size)
        store = Store(str(path))
        try:
            return _timed(store, cohort, exercise)
        finally:
            store.close()


def _filled(path: Path, exercise: Exercise, size: int) -> Cohort:
    """Write a room of that size straight into a store's file."""
    store = Store(str(path))
    cohort, _ = store.cohorts.create("A large room")
    store.close()
    rng = Random(7)
    shared = [halves.split(exercise.sample(rng))[0] for _ in range(_DIFFERENT)]
    given = pd.DataFrame({"place": range(_DIFFERENT), "shared": shared})
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{path}' AS workshop")
        connection.register("given", given)
        connection.execute(_FILL, [cohort.code, exercise.slug, size, _DIFFERENT])
    return cohort


def _timed(store: Store, cohort: Cohort, exercise: Exercise) -> Taken:
    def read() -> None:
        store.rooms.summary(cohort, exercise.slug, exercise.summary_sql)

    def read_after_a_change() -> None:
        store.changes.answers_changed(cohort.code)
        read()

    summary = store.rooms.summary(cohort, exercise.slug, exercise.summary_sql)
    seen = {"n": summary.n, **summary.parts}

    def draw() -> None:
        for picture in exercise.pictures(seen, exercise.content(), "light"):
            picture.figure.to_json()

    return Taken(_median_ms(read_after_a_change), _median_ms(read), _median_ms(draw))


def _median_ms(what: Callable[[], None]) -> float:
    taken = []
    for _ in range(_TIMES):
        started = time.perf_counter()
        what()
        taken.append((time.perf_counter() - started) * 1000)
    return median(taken)
