"""Batches: people join results that may have been read, but never just a few at a time.

Once voting has closed, its results may have been read. If they then changed by one more person,
anyone who reads them again would see that person's answer as the difference. So people join the
results of a question in batches of at least the minimum, each at a moment when voting closed, and
are counted with the answer they had then. Any two results of a question are the same, or at least
the minimum of people apart. Until voting closes for the first time, results follow the answers as
they come in.

Subtracting results can't get around that: the batches of a question are disjoint sets of at least
the minimum, and every result counts whole batches.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

# After this many closings no one joins; otherwise each one would make results costlier.
MOST_CLOSINGS: Final = 20

# Stands for a question: having answered at all, with everything the person shares.
AT_ALL: Final = ""

Rows = Sequence["Row"]
# Answers as JSON, by question and attendee.
Joined = dict[str, dict[str, str]]


class Row(NamedTuple):
    """One person's answer to a question, as JSON, and the merge patch that removes it."""

    attendee: str
    question: str
    answer: str
    blank: str


@dataclass(frozen=True)
class InFigures:
    """The answers in each question's results, and the people whose current answers aren't."""

    answers: Joined
    left_out: frozenset[str]
    patches: dict[str, list[str]]  # by attendee: merge patches that build what's counted


def in_figures(closed: Sequence[Rows], now: Sequence[Rows], least: int) -> InFigures:
    """Return what results count, given the answers at each moment when voting closed.

    A question that no one has joined yet counts `now`, which changes as people answer.
    """
    joined = {
        **_in_batches([_answers_in(rows) for rows in now], least),
        **_in_batches([_answers_in(rows) for rows in closed], least),
    }
    every = [row for rows in (*closed, *now) for row in rows]  # each person's latest comes last
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
    """Return the people whose current answers differ from the ones counted."""
    return frozenset(
        attendee
        for question, counted in joined.items()
        if question != AT_ALL
        for attendee, told in now[question].items()
        if counted.get(attendee) != told
    )


def _blanks(moments: Sequence[Rows], joined: Joined) -> dict[str, list[str]]:
    """Return the patches that remove whatever isn't counted from the answers people joined with."""
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
