"""Batches: who joins figures that may have been read, so that no update tells of a few.

Once voting was closed, its figures may be known: anyone who reads them again after one more person
answered would see that answer as the difference. So people join the figures of a question in
batches of at least the minimum, each at a moment when voting was closed, and stay in them with the
answer that they had then. Any two figures of a question are the same, or at least the minimum of
people apart. Until voting is closed for the first time, figures follow the answers as they come.

Nobody can subtract their way around that: the batches of a question are sets of at least the
minimum, no two of which share anyone, and every figure of it counts whole batches.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

# After voting was closed so often, nobody joins: else figures would cost more with each closing.
MOST_CLOSINGS: Final = 20

# In place of a question: having answered at all, with everything that one shares.
AT_ALL: Final = ""

Rows = Sequence["Row"]
# Answers as JSON, by question and by attendee.
Joined = dict[str, dict[str, str]]


class Row(NamedTuple):
    """What somebody answered to a question, as JSON, and the merge patch that takes it out."""

    attendee: str
    question: str
    answer: str
    blank: str


@dataclass(frozen=True)
class InFigures:
    """Whose answers are in the figures of each question, and whose aren't as they are now."""

    answers: Joined
    left_out: frozenset[str]
    patches: dict[str, list[str]]  # by attendee: merge patches that make what is counted of them


def in_figures(closed: Sequence[Rows], now: Sequence[Rows], least: int) -> InFigures:
    """Return what figures count, by the answers at each moment when voting was closed.

    Of a question that nobody is in yet, those of `now` count, which change as people answer.
    """
    joined = {
        **_in_batches([_answers_in(rows) for rows in now], least),
        **_in_batches([_answers_in(rows) for rows in closed], least),
    }
    every = [row for rows in (*closed, *now) for row in rows]  # the latest of each person last
    people = sorted({attendee for answers in joined.values() for attendee in answers})
    blanks = _blanks((*closed, *now), joined)
    patches = {
        attendee: [
            joined.get(AT_ALL, {}).get(attendee, "{}"),
            *blanks[attendee],
            *(a[attendee] for q, a in joined.items() if q != AT_ALL and attendee in a),
        ]
        for attendee in people
    }
    return InFigures(joined, _left_out(joined, _answers_in(every)), patches)


def _answers_in(rows: Rows) -> Joined:
    found: Joined = defaultdict(dict)
    for row in rows:
        found[row.question][row.attendee] = row.answer
    return found


def _in_batches(moments: Sequence[Joined], least: int) -> Joined:
    found: Joined = defaultdict(dict)
    for moment in moments:
        for question, given in moment.items():
            new = {who: told for who, told in given.items() if who not in found[question]}
            if len(new) >= least:
                found[question] |= new
    return {question: answers for question, answers in found.items() if answers}


def _left_out(joined: Joined, now: Joined) -> frozenset[str]:
    """Return whose answers, as they are now, differ from what the figures count of them."""
    return frozenset(
        attendee
        for question, counted in joined.items()
        if question != AT_ALL
        for attendee, told in now[question].items()
        if counted.get(attendee) != told
    )


def _blanks(moments: Sequence[Rows], joined: Joined) -> dict[str, list[str]]:
    """Return what takes out of everyone's answer, as they joined with it, what isn't counted."""
    whole = joined.get(AT_ALL, {})
    found: dict[str, list[str]] = defaultdict(list)
    for rows in moments:
        came = {
            r.attendee for r in rows if r.question == AT_ALL and whole.get(r.attendee) == r.answer
        }
        for row in rows:
            is_counted = row.question == AT_ALL or row.attendee in joined.get(row.question, {})
            if row.attendee in came and not is_counted:
                found[row.attendee].append(row.blank)
    return found
