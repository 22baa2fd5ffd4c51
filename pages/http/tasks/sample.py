"""The synthetic cohort: made anew at each start, from every exercise's own sample answers."""

import tomllib
from importlib.resources import files
from random import Random

from data import Store
from data.answers import ImportedAnswer
from exercises import AGENDA


def fill(store: Store) -> str:
    """Create the cohort of data/sample/cohort.toml, answer every exercise; return its key.

    The one of the last start goes: its facilitator key is known to nobody any more.
    """
    store.cohorts.delete_synthetic()
    plan = tomllib.loads(files("data").joinpath("sample/cohort.toml").read_text("utf-8"))
    cohort, key = store.cohorts.create(plan["title"], plan["min_group"], synthetic=True)
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
