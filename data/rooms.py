"""Rooms: how many people are in them, their results, and what may be exported."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data import votes
from data.cohorts import Cohort
from data.parting import Parting, Parts, Question
from data.summaries import RoomSummary

__all__ = ["Counts", "Parts", "Question", "RoomSummary", "Rooms"]


@dataclass(frozen=True)
class Counts:
    """How many people joined a room, and how many answered each exercise."""

    joined: int
    answered: dict[str, int]


class Rooms(Parting):
    """The room's side of the store: results for everyone, and no one's answer."""

    def counts(self, cohort: str) -> Counts:
        """Return how many people joined and answered, computed once per revision."""
        revision = self._changes.revision(cohort).answers
        return self._computed.of(cohort, "counts", revision, lambda: self._count(cohort))

    def first_and_last(self, cohort: str) -> tuple[datetime, datetime] | None:
        """Return when the first and the last answer were saved (UTC); None before the first."""
        row = self._database.row(
            "SELECT min(saved_at), max(saved_at) FROM workshop.answers WHERE cohort = ?", [cohort]
        )
        return (row[0], row[1]) if row and row[0] else None

    def responses(self, cohort: Cohort, questions: Mapping[str, str]) -> pd.DataFrame:
        """Return what the shown results count: attendee, exercise, question, answer (JSON text).

        A row is one person's answer to one question that at least the minimum answered. Its
        attendee is a pseudonym made up for that row alone, so that what someone answered to one
        question is never linked to what they answered to another.
        """
        rows = [
            (_made_up(), exercise, question, answer)
            for exercise, sql in questions.items()
            for question, answer in self._answers(cohort, exercise, sql)
        ]
        return pd.DataFrame(rows, columns=["attendee", "exercise", "question", "answer"])

    def answered_in_vote(self, cohort: Cohort, exercise: str) -> int | None:
        """Return how many people answered in the current vote; in a second one, answered again.

        For a second vote, None until enough did: until then, a single vote would show.
        """
        state, least = self.state(cohort.code).of(exercise), cohort.min_group
        if state.second is None:
            return self.counts(cohort.code).answered.get(exercise, 0)
        tally = self._tally(cohort, exercise, state)
        if tally.before < least:
            n = tally.before + tally.new
        else:
            n = tally.again + (tally.new if tally.new >= least else 0)
        return n if n >= least else None

    def answered_whole(self, cohort: Cohort, exercise: str, whole: str) -> Mapping[str, bool]:
        """Return who answered before voting was closed, and whether all of it, as `whole` says.

        `whole` is SQL over `shared`.
        """

        def computed() -> Mapping[str, bool]:
            until = self.state(cohort.code).of(exercise).first.until or votes.STILL_OPEN
            asked = {"cohort": cohort.code, "exercise": exercise, "until": until}
            rows = self._database.figures(
                f"SELECT attendee, coalesce({whole}, false) FROM ({votes.FIRST_VOTE})", asked
            )
            return dict(rows)

        revision = self._changes.figures_of(cohort.code, exercise)
        return self._computed.of(cohort.code, ("whole", exercise), revision, computed)

    def answered_since(self, cohort: str, exercise: str, seq: int) -> bool:
        """Say whether anyone has saved an answer in an exercise after this seq."""
        row = self._database.row(
            "SELECT count(*) FROM workshop.answers WHERE cohort = ? AND exercise = ? AND seq > ?",
            [cohort, exercise, seq],
        )
        return bool(row and row[0])

    def _answers(self, cohort: Cohort, exercise: str, questions: str) -> list[tuple[str, str]]:
        """Return the answers in the vote that's shown, in an order that reveals nothing."""
        counted, asked = self._counted(
            cohort, exercise, self.shown_vote(cohort, exercise), questions
        )
        return self._database.figures(
            f"WITH latest AS MATERIALIZED ({counted})"
            f" SELECT question, answer::VARCHAR AS answer FROM ({questions})"
            " QUALIFY count(*) OVER (PARTITION BY question) >= $least"
            " ORDER BY question, answer",
            {**asked, "least": cohort.min_group},
        )

    def _count(self, cohort: str) -> Counts:
        joined = self._database.row(
            "SELECT count(DISTINCT attendee) FROM workshop.attendees WHERE cohort = ?", [cohort]
        )
        answered = self._database.rows(
            "SELECT exercise, count(DISTINCT attendee) FROM workshop.answers"
            " WHERE cohort = ? GROUP BY exercise",
            [cohort],
        )
        return Counts(joined[0] if joined else 0, dict(answered))


def _made_up() -> str:
    return f"a{secrets.token_hex(6)}"
