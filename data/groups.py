"""Groups of a room, by what they answered elsewhere: which of them may be shown, and where.

The one rule behind every figure: nobody may learn of fewer than the minimum, neither from one
figure nor by adding and subtracting any number of them, of whatever exercises.

A figure is a sum over people of something that they answered: of those who answered its question,
or of a group of them. What can be worked out from several is a sum in which people have weights. It
is never of few, because all figures of groups are of one and the same set of people:

- The base are people who answered every question that groups are shown in. It is chosen by who
  answered what, and never by what they answered.
- Of each of these questions, those who answered it outside of the base are nobody, or enough.
- Groups part the base into cells of people who are in the same groups. Each cell is nobody, or
  enough; and so are those in no group.
- A question shows in groups only if each answer that anyone in the base gave to it was given by
  enough in every cell. Else who is known to have given a rare answer would be known to be in a
  group, or not, and the answers that are downloaded one by one could be told apart by group.

So everyone who answered a question is parted into those cells and the outside, each of at least the
minimum, and every figure of the question counts whole cells. So does whatever is worked out from
them: its weights are the same within a cell, and where they aren't nought, it is of enough people.
How large a group is, is a figure too, of the question that parts the room: one count over the base,
the same in every exercise, so that no difference of two tells what somebody answered there. And so
is each answer's count in a group: over those who gave the answer, enough of them in each cell.

Groups are shown once the room was closed for the first time, and as it was then: figures that grow
by one person would tell of that one. Exercises that were voted on twice, or in which people
answered after voting was closed, are in no group.

What this can't do: whether a figure shows depends on the answers, which tells a little; and anyone
who knows what nearly everyone else answered, to several questions, can tell groups apart by that.
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
