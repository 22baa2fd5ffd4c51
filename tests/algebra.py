"""What anyone can work out by combining figures: exact linear algebra.

A figure is a sum over a set of people, so it's a row of ones and zeros with a column per person.
What several figures reveal together is any linear combination of their rows. A combination that's
zero for all but a few people reveals something about those few.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

People = frozenset[str]


def told_of(figures: Collection[People], least: int) -> People | None:
    """Return fewer than `least` people whom some combination of these figures reveals, if any.

    Such a combination is in the span of the rows and zero outside those people's columns, so the
    rows have a lower rank without these columns. People in the same figures have identical columns,
    and leaving out some of them doesn't change the rank: only whole kinds are tried.
    """
    rows = [figure for figure in set(figures) if figure]
    kinds = _kinds(rows)
    columns = [[Fraction(n) for n in kind] for kind, _ in kinds]
    whole = rank(columns)
    for left_out in _fewer_than(least, [len(people) for _, people in kinds]):
        if rank([c for place, c in enumerate(columns) if place not in left_out]) < whole:
            return frozenset().union(*(kinds[place][1] for place in left_out))
    return None


def _kinds(rows: Sequence[People]) -> list[tuple[tuple[int, ...], People]]:
    """Return each kind of people (those in the same figures) with its members."""
    everyone: People = frozenset().union(*rows)
    column = {person: tuple(int(person in row) for row in rows) for person in everyone}
    return [
        (kind, frozenset(person for person in everyone if column[person] == kind))
        for kind in sorted(Counter(column.values()))
    ]


def _fewer_than(least: int, sizes: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Return every choice of kinds with fewer than `least` people between them."""
    few = [place for place, size in enumerate(sizes) if size < least]
    for many in range(1, min(least, len(few) + 1)):
        for chosen in combinations(few, many):
            if sum(sizes[place] for place in chosen) < least:
                yield chosen


def rank(rows: Sequence[Sequence[Fraction]]) -> int:
    """Return the number of independent rows, by Gaussian elimination in exact fractions."""
    left, found = [list(row) for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left[found:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(found, pivot)
        found += 1
        for row in left[found:]:
            if factor := row[column] / pivot[column]:
                row[:] = [a - factor * b for a, b in zip(row, pivot, strict=True)]
    return found
