"""Summaries: what a room answered as a whole, vote by vote, and no one's own answer."""

from dataclasses import dataclass, field, replace
from typing import Any

from data import votes
from data.cohorts import Cohort
from data.counting import Counting
from data.cues import State, Vote


@dataclass(frozen=True)
class RoomSummary:
    """A room's results in one exercise; `parts` is empty if too few people answered.

    For a second vote, and for moves, `n` is 0 until enough people voted again; `kept` is how many
    kept their first vote, or None if that's too few to tell.
    """

    exercise: str
    n: int
    min_group: int
    suppressed: bool
    parts: dict[str, Any] = field(default_factory=dict)
    kept: int | None = None


class Summaries(Counting):
    """Every room's results, each computed once per change and shared by all readers."""

    def summary(
        self,
        cohort: Cohort,
        exercise: str,
        sql: str,
        vote: Vote | None = None,
        questions: str = votes.QUESTIONS,
    ) -> RoomSummary:
        """Return the results of a vote, by default the latest one with enough people in it.

        With fewer people than the cohort's minimum they're suppressed, and a question that fewer of
        them answered counts as answered by no one.
        """
        state = self.state(cohort.code).of(exercise)
        asked_for = vote or self.shown_vote(cohort, exercise)

        def computed() -> RoomSummary:
            told = self._summarise(cohort, exercise, sql, asked_for, questions)
            return self._beside(cohort, exercise, told) if asked_for == state.second else told

        # Of this exercise alone: a room answers one at a time, and a dashboard shows them all.
        revision = self._changes.figures_of(cohort.code, exercise)
        asked = ("summary", exercise, sql, asked_for, state.first)
        return self._computed.of(cohort.code, asked, revision, computed)

    def shown_vote(self, cohort: Cohort, exercise: str) -> Vote:
        """Return the latest vote with enough people in it to be shown, or else the first."""
        state = self.state(cohort.code).of(exercise)
        if state.second and self._count_at_all(cohort, exercise, state.second) >= cohort.min_group:
            return state.second
        return state.first

    def moves(self, cohort: Cohort, exercise: str, sql: str) -> RoomSummary | None:
        """Return who moved between the two votes; None if there was no second one.

        Suppressed if fewer than the minimum voted again, or kept their first vote: subtracting
        would reveal what those few voted first. Once readable, it stays as it is.
        """
        state = self.state(cohort.code).of(exercise)
        second = state.second
        if second is None:
            return None

        def computed() -> RoomSummary:
            told = None
            for until in dict.fromkeys((*second.closings, second.until or votes.STILL_OPEN)):
                told = self._moves(cohort, exercise, sql, state, until)
                if not told.suppressed:
                    break
            return told or RoomSummary(exercise, 0, cohort.min_group, suppressed=True)

        revision = self._changes.figures_of(cohort.code, exercise)
        asked = ("moves", exercise, sql, state)
        return self._computed.of(cohort.code, asked, revision, computed)

    def _moves(
        self, cohort: Cohort, exercise: str, sql: str, state: State, until: int
    ) -> RoomSummary:
        first = state.first.until or votes.STILL_OPEN
        parts = self._database.figure(
            f"WITH votes AS MATERIALIZED ({votes.BOTH_VOTES}), {votes.MINIMUM}"
            " SELECT (SELECT count(second) FROM votes) AS n,"
            f" (SELECT count(*) FROM votes) AS of_all, f.* FROM ({sql}) AS f",
            {
                "cohort": cohort.code,
                "exercise": exercise,
                "read_at": self._first_shown(cohort, exercise, state) or first,
                "first": first,
                "since": state.second.since if state.second else first,
                "until": until,
                "min_group": cohort.min_group,
            },
        )
        n, kept, least = parts["n"], parts.pop("of_all") - parts.pop("n"), cohort.min_group
        if n < least or 0 < kept < least:
            return RoomSummary(exercise, 0, least, suppressed=True)
        return RoomSummary(exercise, n, least, suppressed=False, parts=parts, kept=kept)

    def _first_shown(self, cohort: Cohort, exercise: str, state: State) -> int | None:
        """Return the seq at which the first vote first closed with enough people in it."""
        for until in state.first.closings:
            if self._count_at_all(cohort, exercise, Vote(until)) >= cohort.min_group:
                return until
        return None

    def _beside(self, cohort: Cohort, exercise: str, second: RoomSummary) -> RoomSummary:
        """Return a second vote with how many kept their first, leaving out counts of too few."""
        if second.suppressed:
            return replace(second, n=0)
        tally = self._tally(cohort, exercise, self.state(cohort.code).of(exercise))
        kept, least = tally.before - tally.again, cohort.min_group
        told = tally.before >= least and (kept == 0 or kept >= least)
        return replace(second, kept=kept if told else None)

    def _count_at_all(self, cohort: Cohort, exercise: str, vote: Vote) -> int:
        """Count the people in a vote's results, whatever they answered there."""
        counted, asked = self._counted(cohort, exercise, vote, votes.NO_QUESTIONS)
        return len(self._database.figures(counted, asked))

    def _summarise(
        self, cohort: Cohort, exercise: str, sql: str, vote: Vote, questions: str
    ) -> RoomSummary:
        # One statement, so that n and the results are from the same moment.
        counted, asked = self._counted(cohort, exercise, vote, questions)
        least = cohort.min_group
        parts = self._database.figure(
            f"{votes.with_what_shows(counted, questions)}"
            f" SELECT (SELECT count(*) FROM latest) AS n, f.* FROM ({sql}) AS f",
            {**asked, "min_group": least},
        )
        n = parts.pop("n")
        if n < least:
            return RoomSummary(exercise, n, least, suppressed=True)
        return RoomSummary(exercise, n, least, suppressed=False, parts=parts)
