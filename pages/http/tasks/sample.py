"""The synthetic cohort, created at each startup from the exercises' own sample answers."""

import tomllib
from importlib.resources import files
from random import Random

from data import Store, keys
from data.answers import ImportedAnswer
from exercises import AGENDA


def fill(store: Store, host_key: str) -> str:
    """Create the cohort of data/sample/cohort.toml, answer every exercise, and return its key.

    It replaces the one from the last startup, except on PostgreSQL, where other processes use it,
    too.
    """
    if not store.is_postgres:
        store.cohorts.delete_synthetic()
        return _made(store, keys.mint_key())
    key = keys.derived_key(host_key, "sample")
    with store.cohorts.once("sample"):
        return key if store.cohorts.of_facilitator(key) else _made(store, key)


def _made(store: Store, key: str) -> str:
    plan = tomllib.loads(files("data").joinpath("sample/cohort.toml").read_text("utf-8"))
    cohort, _ = store.cohorts.create(plan["title"], plan["min_group"], synthetic=True, key=key)
    rng = Random(plan["seed"])  # noqa: S311 - nothing here is secret
    store.answers.add(
        cohort.code,
        [
            ImportedAnswer(f"synthetic {i}", exercise.slug, exercise.sample(rng))
            for i in range(plan["attendees"])
            for exercise in AGENDA
        ],
    )
    return key
