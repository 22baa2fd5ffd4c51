"""Step 2: say how ready you are, and change your mind."""

from collections.abc import Iterator
from random import Random

from exercises.self_assessment.answer import HIGHEST, LOWEST
from tests.load.walks.change import Change


def walk(rng: Random) -> Iterator[Change]:
    """Never the same twice in a row, so that every change needs saving."""
    ready = LOWEST
    while True:
        ready = rng.choice([n for n in range(LOWEST, HIGHEST + 1) if n != ready])
        shared = {"growth": (), "strengths": (), "challenges": (), "readiness": (ready,)}
        yield Change("readiness-00000001", [str(ready)], shared)
