"""One person's ranking: building it, moving qualities in it, and their weights."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from exercises.mentor_criteria.answer import CRITERIA, Criterion

Quality = TypeVar("Quality", bound=str)


def follow(ranking: Sequence[Quality], picked: Iterable[Quality]) -> tuple[Quality, ...]:
    """Return the ranking after picking: what stays keeps its order, and what's new goes last."""
    picked = tuple(dict.fromkeys(picked))
    stayed = tuple(c for c in ranking if c in picked)
    return stayed + tuple(c for c in picked if c not in stayed)


def moved(ranking: Sequence[Quality], criterion: Quality, by: int) -> tuple[Quality, ...]:
    """Return the ranking with one quality moved by this many places, never past either end."""
    if criterion not in ranking:
        return tuple(ranking)
    rest = [c for c in ranking if c != criterion]
    place = min(max(ranking.index(criterion) + by, 0), len(rest))
    return (*rest[:place], criterion, *rest[place:])


def weights(ranking: Sequence[Criterion]) -> dict[Criterion, float]:
    """Return the weight of each of the eight qualities: 8 for the first down to 1 for the last.

    Unranked qualities tie below the ranked ones, as in summary.sql: each gets the mean of the
    weights left.
    """
    left = len(CRITERIA) - len(ranking)
    places = {c: float(len(CRITERIA) - i) for i, c in enumerate(ranking)}
    return {c: places.get(c, (left + 1) / 2) for c in CRITERIA}
