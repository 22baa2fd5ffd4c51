"""Groups of a room, by what they answered elsewhere: which of them may be shown.

The one rule behind every figure: nobody may learn of fewer than the minimum, neither from one
figure nor by adding and subtracting any number of them. Two groups that overlap tell, with
everyone, of those who are in both; so looking at nested groups is not enough.

Each figure sums over its people, so what can be worked out from several is a sum in which people
have weights: a vector in the span of the groups. One with weights for fewer than the minimum must
not exist. If it did, one of its k people would have a share of at least 1/k in that span (the
diagonal of the projection onto it, known as leverage): so all shares are kept below that.

What this can't do: who reads the figures again after one answer came sees what it changed, and
figures that are no sums, such as an agreement, tell a little more than sums do.
"""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

People = frozenset[str]
_Row = npt.NDArray[np.float64]

_EXACT = 1e-9


class Among(NamedTuple):
    """A group: those who gave this value to a filter of an exercise."""

    exercise: str
    filter: str
    value: str


def released(everyone: People, groups: Mapping[Among, People], least: int) -> dict[Among, People]:
    """Return the groups of those who answered that may be shown, the larger before the smaller."""
    if len(everyone) < least:
        return {}
    place = {person: number for number, person in enumerate(everyone)}
    shown: dict[Among, People] = {}
    rows = [np.ones(len(place))]
    for among, people in sorted(groups.items(), key=lambda of: (-len(of[1]), of[0])):
        row = np.zeros(len(place))
        row[[place[person] for person in people]] = 1
        if largest_share([*rows, row]) * (least - 1) < 1 - _EXACT:
            shown[among] = people
            rows.append(row)
    for question in dict.fromkeys(among[:2] for among in groups):
        _keep_the_rest_hidden(everyone, shown, question, least)
    return shown


def largest_share(rows: list[_Row]) -> float:
    """Return the largest share that one person has in what these groups tell together: 1 is all."""
    kinds, people = _alike(rows)
    together = np.linalg.pinv((kinds * people) @ kinds.T, hermitian=True)
    return float(np.einsum("gk,gh,hk->k", kinds, together, kinds).max())


def _alike(rows: list[_Row]) -> tuple[_Row, npt.NDArray[Any]]:
    """Return the kinds of people that are in the same groups, a column each, and how many."""
    bits = np.zeros(len(rows[0]), dtype=np.int64)
    for row in rows:
        bits = 2 * bits + row.astype(np.int64)
    _, first, people = np.unique(bits, return_index=True, return_counts=True)
    return np.array([row[first] for row in rows]), people


def _keep_the_rest_hidden(
    everyone: People, shown: dict[Among, People], question: tuple[str, ...], least: int
) -> None:
    """Withhold groups until those of a question who are in none are nobody, or enough."""
    while asked := [among for among in shown if among[:2] == question]:
        rest = everyone - _union(shown[among] for among in asked)
        if not rest or len(rest) >= least:
            return
        del shown[asked[-1]]


def _union(groups: Iterable[People]) -> People:
    return frozenset(chain.from_iterable(groups))
