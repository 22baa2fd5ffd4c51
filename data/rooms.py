"""Rooms: what a cohort gave together, computed on read, and what its facilitator shows."""

import threading
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from data.changes import Changes
from data.cohorts import Cohort
from data.store import Database, utc_now

Cue = Literal["reveal", "hide"]

# The answers that count, as the summary.sql files know them: one row per attendee.
_LATEST = """
    SELECT attendee, arg_max(shared, seq) AS shared
    FROM workshop.answers
    WHERE cohort = $cohort AND exercise = $exercise
    GROUP BY attendee
"""

# Neither the time nor the order of a row tells who it was; small exercises are left out.
_RESPONSES = """
    WITH latest AS (
        SELECT attendee, exercise, arg_max(shared, seq) AS answer
        FROM workshop.answers WHERE cohort = $cohort
        GROUP BY attendee, exercise
    )
    SELECT 'a' || left(sha256(attendee), 12) AS attendee, exercise, answer
    FROM latest
    QUALIFY count(*) OVER (PARTITION BY exercise) >= $min_group
    ORDER BY exercise, attendee
"""


@dataclass(frozen=True)
class Counts:
    """How many are in a room: joined, and answered per exercise."""

    joined: int
    answered: dict[str, int]


@dataclass(frozen=True)
class RoomSummary:
    """What a room gave in one exercise; `parts` is empty when too few answered."""

    exercise: str
    n: int
    min_group: int
    suppressed: bool
    parts: dict[str, Any] = field(default_factory=dict)


class Rooms:
    """The room's side of the store: figures for everyone, and nobody's answer."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes
        self._computing = threading.Lock()
        self._summaries: dict[tuple[str, str], tuple[int, RoomSummary]] = {}
        self._counts: dict[str, tuple[int, Counts]] = {}
        self._revealed: dict[tuple[str, str], tuple[int, bool]] = {}

    def counts(self, cohort: str) -> Counts:
        """Return how many joined and answered, computed once per revision."""
        revision = self._changes.revision(cohort).answers
        with self._computing:
            known = self._counts.get(cohort)
            if known is None or known[0] != revision:
                known = (revision, self._count(cohort))
                self._counts[cohort] = known
        return known[1]

    def summary(self, cohort: Cohort, exercise: str, sql: str) -> RoomSummary:
        """Return the room's summary, computed once per revision and shared by every reader.

        Fewer answers than the cohort's minimum come back as suppressed, with the count alone.
        """
        revision = self._changes.revision(cohort.code).answers
        asked = (cohort.code, exercise)
        with self._computing:
            known = self._summaries.get(asked)
            if known is None or known[0] != revision:
                known = (revision, self._summarise(cohort, exercise, sql))
                self._summaries[asked] = known
        return known[1]

    def responses(self, cohort: Cohort) -> pd.DataFrame:
        """Return the shared halves: attendee (a pseudonym), exercise, answer (JSON text).

        One row per attendee and exercise; exercises below the cohort's minimum are left out.
        """
        asked = {"cohort": cohort.code, "min_group": cohort.min_group}
        return self._database.frame(_RESPONSES, asked)

    def cue(self, cohort: str, exercise: str, cue: Cue) -> None:
        """Append what the facilitator did in an exercise."""
        seq = self._database.next_seq()
        self._database.append("cues", seq, cohort, exercise, cue, utc_now())
        self._changes.room_changed(cohort)

    def revealed(self, cohort: str, exercise: str) -> bool:
        """Say whether the room may see its own picture of this exercise now."""
        revision = self._changes.revision(cohort).room
        known = self._revealed.get((cohort, exercise))
        if known is None or known[0] != revision:
            known = (revision, self._last_cue(cohort, exercise) == ("reveal",))
            self._revealed[cohort, exercise] = known
        return known[1]

    def _last_cue(self, cohort: str, exercise: str) -> tuple[Any, ...] | None:
        return self._database.row(
            "SELECT cue FROM workshop.cues WHERE cohort = ? AND exercise = ?"
            " ORDER BY seq DESC LIMIT 1",
            [cohort, exercise],
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

    def _summarise(self, cohort: Cohort, exercise: str, sql: str) -> RoomSummary:
        asked = {"cohort": cohort.code, "exercise": exercise}
        # One statement, so that n and the figures are of the same moment.
        parts = self._database.record(
            f"WITH latest AS MATERIALIZED ({_LATEST})"
            f" SELECT (SELECT count(*) FROM latest) AS n, figures.* FROM ({sql}) AS figures",
            asked,
        )
        n = parts.pop("n")
        if n < cohort.min_group:
            return RoomSummary(exercise, n, cohort.min_group, suppressed=True)
        return RoomSummary(exercise, n, cohort.min_group, suppressed=False, parts=parts)
