"""Counting: which answers the results of a vote are made of."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from data import batches, votes
from data.batches import Counted
from data.changes import Changes
from data.cohorts import Cohort, Cohorts
from data.cues import State, Vote
from data.room_cache import RoomCache
from data.states import States
from data.store import Database


class Moments(NamedTuple):
    """Relations of answers: at each moment when voting closed, and as they stand now."""

    closed: list[Counted]
    now: list[Counted]

    @property
    def only(self) -> Counted | None:
        """The only relation, if no one joined later: then all of it counts."""
        every = self.closed + self.now
        return every[0] if len(every) == 1 else None


@dataclass(frozen=True)
class Figures:
    """The answers that results count, and the people whose current answers aren't in them."""

    counted: Counted
    left_out: frozenset[str] = frozenset()


class Tally(NamedTuple):
    """How many people voted first, how many of them again, and how many only in the second vote."""

    before: int
    again: int
    new: int


class Counting(States):
    """Selects the answers that count."""

    def __init__(self, database: Database, changes: Changes, cohorts: Cohorts) -> None:
        super().__init__(database, changes, cohorts)
        self._computed = RoomCache()

    def left_out(self, cohort: Cohort, exercise: str, questions: str) -> frozenset[str]:
        """Return the people whose answers wait for others' before results may include them."""
        state = self.state(cohort.code).of(exercise)
        return self._in_figures(cohort, exercise, state.vote, questions).left_out

    def _counted(self, cohort: Cohort, exercise: str, vote: Vote, questions: str) -> Counted:
        """Return the answers that the results of a vote are made of."""
        return self._in_figures(cohort, exercise, vote, questions).counted

    def _in_figures(self, cohort: Cohort, exercise: str, vote: Vote, questions: str) -> Figures:
        state = self.state(cohort.code).of(exercise)
        return self._computed.of(
            cohort.code,
            ("counted", exercise, vote, state.first, questions),
            self._changes.figures_of(cohort.code, exercise),
            lambda: self._figures_of(cohort, exercise, state, vote, questions),
        )

    def _figures_of(
        self, cohort: Cohort, exercise: str, state: State, vote: Vote, questions: str
    ) -> Figures:
        moments = self._moments(cohort, exercise, state, vote)
        figures = (
            Figures(moments.only) if moments.only else self._joined(cohort, moments, questions)
        )
        if vote != state.second:
            return figures
        in_no_vote = self._database.figures(votes.IN_NO_VOTE, _values(cohort, exercise, state))
        late = (attendee for (attendee,) in in_no_vote)
        return replace(figures, left_out=figures.left_out.union(late))

    def _joined(self, cohort: Cohort, moments: Moments, questions: str) -> Figures:
        """Return what counts if people answered after results could be read."""
        sql, asked = batches.in_figures(*moments, cohort.min_group, questions)
        found = self._database.figures(sql, asked)
        counted = [(attendee, shared) for attendee, shared, _ in found if shared is not None]
        people = {"attendees": [who for who, _ in counted], "shared": [said for _, said in counted]}
        left_out = frozenset(attendee for attendee, _, waits in found if waits)
        return Figures((votes.JOINED, people), left_out)

    def _moments(self, cohort: Cohort, exercise: str, state: State, vote: Vote) -> Moments:
        """Return the answers at each moment when voting closed, and as they stand now."""
        asked = {"cohort": cohort.code, "exercise": exercise}
        closings = [seq for seq in vote.closings if vote.until is None or seq < vote.until]
        ends = closings if vote.until is None else [*closings, vote.until]
        goes_on = vote.until is None and len(closings) < batches.MOST_CLOSINGS
        if closings and not self._answered_between(asked, closings[0], vote.until):
            ends, goes_on = closings[:1], False
        is_second = vote == state.second
        relations = self._second(cohort, exercise, state) if is_second else _ONE
        closed, now = (
            [(sql, {**asked, **more, "until": seq}) for seq in seqs for sql, more in relations]
            for seqs in (ends[: batches.MOST_CLOSINGS], [votes.STILL_OPEN] * goes_on)
        )
        return Moments(closed, now)

    def _answered_between(self, asked: dict[str, Any], after: int, until: int | None) -> bool:
        row = self._database.row(
            "SELECT count(*) FROM workshop.answers WHERE cohort = $cohort"
            " AND exercise = $exercise AND seq > $after AND seq <= $until",
            {**asked, "after": after, "until": until or votes.STILL_OPEN},
        )
        return bool(row and row[0])

    def _second(self, cohort: Cohort, exercise: str, state: State) -> tuple[Counted, ...]:
        """Return the relations of a second vote: people who voted again, then newcomers.

        If too few voted before for that ever to show, there's one vote, and it counts everyone.
        """
        tally = self._tally(cohort, exercise, state)
        if tally.before < cohort.min_group:
            return _ONE
        both = _places(state)
        again = ((votes.VOTED_AGAIN, both),)
        return (*again, (votes.NEWCOMERS, both)) if tally.new else again

    def _tally(self, cohort: Cohort, exercise: str, state: State) -> Tally:
        """Count who voted in which of the two votes."""
        (counts,) = self._database.figures(votes.TALLY, _values(cohort, exercise, state))
        return Tally(*counts)


def _values(cohort: Cohort, exercise: str, state: State) -> dict[str, Any]:
    until = state.second.until if state.second else None
    asked = {"cohort": cohort.code, "exercise": exercise, "until": until or votes.STILL_OPEN}
    return {**asked, **_places(state)}


def _places(state: State) -> dict[str, int]:
    """Return the seqs at which the first vote ended and the second began."""
    since = state.second.since if state.second else votes.STILL_OPEN
    return {"first": state.first.until or votes.STILL_OPEN, "since": since}


_ONE: tuple[Counted, ...] = ((votes.FIRST_VOTE, {}),)
