"""Groups within a room, by what people answered elsewhere: which may be shown, and where.

The one rule behind every figure: no one may learn about fewer people than the minimum, neither from
one figure nor by adding and subtracting any number of them, from any exercises.

A figure is a sum, over people, of something they answered: over everyone who answered its question,
or over a group of them. Whatever can be derived from several figures is a sum in which people have
weights. It never covers just a few, because all figures of groups are about the same set of people:

- The base is people who answered every question that groups are shown in. It's chosen by who
  answered what, and never by what they answered.
- For each of these questions, the people outside the base who answered it are none, or enough.
- Groups split the base into cells of people who are in the same groups. Each cell has no one in it,
  or enough people, and so has the cell of those in no group.
- A question is shown in groups only if each answer that anyone in the base gave was given by enough
  people in every cell. Otherwise, anyone known to have given a rare answer would be known to be in
  a group, or not, and the answers that are downloaded one by one could be traced to a group.

So everyone who answered a question is in one of those cells or outside, each with at least the
minimum, and every figure of the question counts whole cells. So does whatever is derived from them:
its weights are the same within a cell, and where they aren't zero, it covers enough people. The
size of a group is a figure too, of the question that splits the room: one count over the base, the
same in every exercise, so that no difference between two reveals what someone answered there. The
same goes for each answer's count in a group: it's over the people who gave that answer, enough of
them in each cell.

Groups are shown once the room has closed for the first time, and as it was then: figures that grow
by one person would reveal that one. Exercises that were voted on twice, or in which people answered
after voting closed, are in no group.

Limitations: whether a figure is shown depends on the answers, which reveals a little; and anyone
who knows what nearly everyone else answered to several questions can tell groups apart by that.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

People = frozenset[str]

# A question: its exercise, and its name in questions.sql.
Asked = tuple[str, str]

# Each person's answer to a question, as JSON.
Answers = Mapping[str, str]

_NOBODY: People = frozenset()

# A question that would leave less than this share of the largest number of answers is in no group:
# one that hardly anyone has reached yet mustn't hide all the others.
_KEPT: Final = 2 / 3


class Among(NamedTuple):
    """A group: the people with this value for a filter of an exercise."""

    exercise: str
    filter: str
    value: str


class Group(NamedTuple):
    """The people in a group, and the question that put them there."""

    asked: Asked
    people: People


class Released(NamedTuple):
    """The groups that may be shown, the questions they may be shown in, and about whom."""

    groups: dict[Among, People]
    questions: frozenset[Asked]
    base: People


NOTHING: Final = Released({}, frozenset(), _NOBODY)


def released(
    answered: Mapping[Asked, Answers], groups: Mapping[Among, Group], least: int
) -> Released:
    """Return which groups may be shown in which questions; earlier groups come first.

    Another group is shown only if that doesn't reduce the number of figures, because each group
    hides questions from all the others.
    """
    base, together = _base(answered, least)
    cells, shown, told = [base], dict[Among, People](), together
    for among, group in groups.items():
        people = group.people & base
        parted = [part for cell in cells for part in (cell & people, cell - people) if part]
        if not people or group.asked not in together or min(map(len, parted)) < least:
            continue
        left = frozenset(q for q in told if _is_told(answered[q], parted, least))
        if left and len(left) * (len(shown) + 1) >= len(told) * len(shown):
            cells, shown[among], told = parted, people, left
    return Released(shown, told, base) if shown else NOTHING


def _is_told(answers: Answers, cells: Sequence[People], least: int) -> bool:
    """Say whether each answer that anyone gave was given by enough people in every cell."""
    given = [Counter(answers[person] for person in cell) for cell in cells]
    return all(counted[answer] >= least for answer in set().union(*given) for counted in given)


def _base(answered: Mapping[Asked, Answers], least: int) -> tuple[People, frozenset[Asked]]:
    """Return the people who answered as many questions as most did, and those questions."""
    questions = sorted(answered, key=lambda asked: (-len(answered[asked]), asked))
    if not questions:
        return _NOBODY, frozenset()
    base, together = frozenset(answered[questions[0]]), list[Asked]()
    enough = _KEPT * len(base)
    for asked in questions:
        if len(left := base.intersection(answered[asked])) >= enough:
            base = left
            together.append(asked)
    outside = [len(answered[asked].keys() - base) for asked in together]
    if any(0 < few < least for few in outside):
        # Set some people aside, whatever they answered, so that enough are outside.
        base = frozenset(sorted(base)[least - min(outside) :])
    return base, frozenset(together)
