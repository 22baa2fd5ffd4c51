"""Groups of a room, by what they answered elsewhere: which of them may be shown.

The one rule behind every figure: nobody may learn of fewer than the minimum, neither from one
figure nor from the difference of two. Whoever sees a group and another one within it knows the
rest, too; so does whoever sees all groups of a question but one.
"""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

People = frozenset[str]


class Among(NamedTuple):
    """A group: those who gave this value to a filter of an exercise."""

    exercise: str
    filter: str
    value: str


def released(everyone: People, groups: Mapping[Among, People], least: int) -> dict[Among, People]:
    """Return the groups of those who answered that may be shown, the larger before the smaller."""
    shown: dict[Among, People] = {}
    in_order = sorted(groups.items(), key=lambda of: (-len(of[1]), of[0]))
    for among, people in in_order:
        seen = (everyone, *shown.values())
        if len(people) >= least and all(_tells_enough(people, other, least) for other in seen):
            shown[among] = people
    for question in dict.fromkeys(among[:2] for among in groups):
        _keep_the_rest_hidden(everyone, shown, question, least)
    return shown


def _tells_enough(one: People, other: People, least: int) -> bool:
    """Say whether the difference of two groups is nobody, enough people, or not to be told."""
    if not (one <= other or other <= one):
        return True
    return one == other or len(one ^ other) >= least


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
