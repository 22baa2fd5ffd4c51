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

So everyone who answered a question is parted into those cells and the outside, each of at least the
minimum, and every figure of the question counts whole cells. So does whatever is worked out from
them: its weights are the same within a cell, and where they aren't nought, it is of enough people.
How large a group is, is a figure too, of the question that parts the room: one count over the base,
the same in every exercise, so that no difference of two tells what somebody answered there.

What this can't do: anyone who reads the figures again after one answer came sees what it changed;
and whether a figure shows depends on the answers, which tells a little.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

People = frozenset[str]

# Who answered a question: by the exercise, and its name in questions.sql.
Asked = tuple[str, str]

_NOBODY: People = frozenset()

# A question that would leave fewer of the largest number of answers than this is in no group: one
# that hardly anyone has come to yet must not hide all the others.
_KEPT: Final = 1 / 2


class Among(NamedTuple):
    """A group: those who gave this value to a filter of an exercise."""

    exercise: str
    filter: str
    value: str


class Group(NamedTuple):
    """Who is in a group, and the question by which they are."""

    asked: Asked
    people: People


class Released(NamedTuple):
    """The groups that may be shown, the questions that they may be shown in, and of whom."""

    groups: dict[Among, People]
    questions: frozenset[Asked]
    base: People


def released(
    answered: Mapping[Asked, People], groups: Mapping[Among, Group], least: int
) -> Released:
    """Return which groups may be shown in which questions: earlier groups come first."""
    base, questions = _base(answered, least)
    cells, shown = [base], dict[Among, People]()
    for among, group in groups.items():
        people = group.people & base
        parted = [part for cell in cells for part in (cell & people, cell - people) if part]
        if people and group.asked in questions and min(map(len, parted)) >= least:
            cells, shown[among] = parted, people
    return Released(shown, questions, base) if shown else Released({}, frozenset(), _NOBODY)


def _base(answered: Mapping[Asked, People], least: int) -> tuple[People, frozenset[Asked]]:
    """Return people who answered as many questions as most did, and which questions those are."""
    questions = sorted(answered, key=lambda asked: (-len(answered[asked]), asked))
    if not questions:
        return _NOBODY, frozenset()
    base, together = answered[questions[0]], list[Asked]()
    enough = _KEPT * len(base)
    for asked in questions:
        if len(base & answered[asked]) >= enough:
            base &= answered[asked]
            together.append(asked)
    outside = [len(answered[asked] - base) for asked in together]
    if any(0 < few < least for few in outside):
        # Set aside some, by nothing that they answered, so that those outside are enough.
        base = frozenset(sorted(base)[least - min(outside) :])
    return base, frozenset(together)
