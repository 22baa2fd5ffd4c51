"""Summaries: what a room gave together, vote by vote, and nobody's answer."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from data import votes
from data.changes import Changes
from data.cohorts import Cohort, Cohorts
from data.cues import State, Vote
from data.states import States
from data.store import Database


@dataclass(frozen=True)
class RoomSummary:
    """What a room gave in one exercise; `parts` is empty when too few answered.

    Of a second vote, and of who moved, `n` is 0 until enough people voted again; `kept` is how many
    kept their first vote, None where they are too few to be told.
    """

    exercise: str
    n: int
    min_group: int
    suppressed: bool
    parts: dict[str, Any] = field(default_factory=dict)
    kept: int | None = None


class Summaries(States):
    """The figures of every room, each computed once per change and shared by all its readers."""

    def __init__(self, database: Database, changes: Changes, cohorts: Cohorts) -> None:
        super().__init__(database, changes, cohorts)
        self._computing = threading.RLock()
        self._summaries: dict[tuple[Any, ...], tuple[int, RoomSummary]] = {}

    def summary(
        self,
        cohort: Cohort,
        exercise: str,
        sql: str,
        vote: Vote | None = None,
        questions: str = votes.QUESTIONS,
    ) -> RoomSummary:
        """Return what a vote gave, or else the latest one that enough people took part in.

        Fewer people than the cohort's minimum come back as suppressed, and a question that fewer of
        them answered as answered by nobody.
        """
        state = self.state(cohort.code).of(exercise)
        asked_for = vote or self.shown_vote(cohort, exercise)

        def computed() -> RoomSummary:
            told = self._summarise(cohort, exercise, sql, asked_for, questions)
            if asked_for != state.second:
                return told
            first = self.summary(cohort, exercise, sql, state.first, questions)
            return _beside(first, told)

        # Of this exercise alone: a led room answers one of them, and a dashboard shows them all.
        revision = self._changes.figures_of(cohort.code, exercise)
        return self._kept((cohort.code, exercise, sql, asked_for, state.first), revision, computed)

    def shown_vote(self, cohort: Cohort, exercise: str) -> Vote:
        """Return the latest vote that enough people took part in for it to show; else the first."""
        state = self.state(cohort.code).of(exercise)
        if state.second and self._in_second_vote(cohort, exercise) >= cohort.min_group:
            return state.second
        return state.first

    def moves(self, cohort: Cohort, exercise: str, sql: str) -> RoomSummary | None:
        """Return who moved between the two votes; None where there was no second one.

        Suppressed where fewer than the minimum voted again, or kept their first vote: what the
        first vote of those few was would be the difference to everyone's.
        """
        state = self.state(cohort.code).of(exercise)
        if state.second is None:
            return None

        def computed() -> RoomSummary:
            parts = self._database.figure(
                f"WITH votes AS MATERIALIZED ({votes.BOTH_VOTES}), {votes.MINIMUM}"
                " SELECT (SELECT count(second) FROM votes) AS n,"
                f" (SELECT count(*) FROM votes) AS of_all, f.* FROM ({sql}) AS f",
                {
                    "cohort": cohort.code,
                    "exercise": exercise,
                    "first": state.first.until or votes.STILL_OPEN,
                    "second": (state.second and state.second.until) or votes.STILL_OPEN,
                    "min_group": cohort.min_group,
                },
            )
            n, kept, least = parts["n"], parts.pop("of_all") - parts.pop("n"), cohort.min_group
            if n < least or 0 < kept < least:
                return RoomSummary(exercise, 0, least, suppressed=True)
            return RoomSummary(exercise, n, least, suppressed=False, parts=parts, kept=kept)

        revision = self._changes.figures_of(cohort.code, exercise)
        return self._kept((cohort.code, exercise, sql, state), revision, computed)

    def _in_second_vote(self, cohort: Cohort, exercise: str) -> int:
        second = self.state(cohort.code).of(exercise).second
        if second is None:
            return 0
        counted, asked = self._counted(cohort, exercise, second)
        return len(self._database.figures(counted, asked))

    def _counted(self, cohort: Cohort, exercise: str, vote: Vote) -> tuple[str, dict[str, Any]]:
        """Return the SQL of the answers that a vote counts, and its values."""
        state: State = self.state(cohort.code).of(exercise)
        until = vote.until or votes.STILL_OPEN
        asked = {"cohort": cohort.code, "exercise": exercise, "until": until}
        if vote != state.second:
            return votes.FIRST_VOTE, asked
        first = state.first.until or votes.STILL_OPEN
        return votes.SECOND_VOTE, {**asked, "first": first, "min_group": cohort.min_group}

    def _summarise(
        self, cohort: Cohort, exercise: str, sql: str, vote: Vote, questions: str
    ) -> RoomSummary:
        # One statement, so that n and the figures are of the same moment.
        counted, asked = self._counted(cohort, exercise, vote)
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

    def _kept(
        self, asked: tuple[Any, ...], revision: int, computed: Callable[[], RoomSummary]
    ) -> RoomSummary:
        with self._computing:
            known = self._summaries.get(asked)
            if known is None or known[0] != revision:
                known = (revision, computed())
                self._summaries[asked] = known
        return known[1]


def _beside(first: RoomSummary, second: RoomSummary) -> RoomSummary:
    """Return a second vote with how many kept their first one; without any count of too few."""
    if second.suppressed:
        return replace(second, n=0)
    kept = first.n - second.n
    told = not first.suppressed and (kept == 0 or kept >= second.min_group)
    return replace(second, kept=kept if told else None)
