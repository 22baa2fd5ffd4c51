"""Step 6: choose a rhythm, and change your mind."""

from collections.abc import Iterator
from random import Random

from exercises.nurture import WORDING
from exercises.nurture.answer import CADENCES, Cadence
from tests.load.walks.change import Change


def walk(rng: Random) -> Iterator[Change]:
    """Never the same twice in a row, so that every change needs saving."""
    names = WORDING.in_("en").cadences
    chosen: Cadence = "once"
    while True:
        chosen = rng.choice([c for c in CADENCES if c != chosen])
        yield Change("cadence", [names[chosen]], {"length": None, "cadence": chosen, "clauses": ()})
