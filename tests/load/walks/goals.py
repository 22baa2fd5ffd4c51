"""Step 1: say what the first goal is for, and change your mind."""

from collections.abc import Iterator
from random import Random

from exercises.goals import WORDING
from exercises.goals.answer import PURPOSES, Purpose
from tests.load.walks.change import Change


def walk(rng: Random) -> Iterator[Change]:
    """Never the same twice in a row, so that every change needs saving."""
    names = WORDING.in_("en").purposes
    chosen: Purpose = "network"
    while True:
        chosen = rng.choice([p for p in PURPOSES if p != chosen])
        shared = {"purposes": (chosen,), "horizons": (), "count": 1}
        yield Change("purpose-00000001", [names[chosen]], shared)
