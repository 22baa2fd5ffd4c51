"""Rooms: what a cohort gave together, computed on read, and what its facilitator shows."""

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pandas as pd

from data.changes import Changes
from data.cohorts import Cohort, Cohorts
from data.cues import Cue, Given, RoomState, Vote, state_after
from data.groups import Among, People, released
from data.store import Database

# The answers that count, as the summary.sql files know them: one row per attendee, the latest that
# they gave while their vote was open.
_LATEST = """
    SELECT attendee, arg_max(shared, seq) AS shared
    FROM workshop.answers
    WHERE cohort = $cohort AND exercise = $exercise AND seq <= $until
    GROUP BY attendee
"""

# Who answered in both votes; what nobody changed after the first is their second vote, too.
_VOTES = """
    SELECT attendee, arg_max(shared, seq) FILTER (seq <= $first) AS first,
        arg_max(shared, seq) AS second
    FROM workshop.answers
    WHERE cohort = $cohort AND exercise = $exercise AND seq <= $second
    GROUP BY attendee
    HAVING min(seq) <= $first
"""

# The same in a second vote. Whoever comes to it late counts only where enough others do: else the
# difference of the two votes would be their answer.
_LATEST_AGAIN = """
    WITH voted AS (
        SELECT attendee, arg_max(shared, seq) AS shared, min(seq) > $first AS late
        FROM workshop.answers
        WHERE cohort = $cohort AND exercise = $exercise AND seq <= $until
        GROUP BY attendee
    )
    SELECT attendee, shared FROM voted
    WHERE NOT late OR (SELECT count(*) FROM voted WHERE late) >= $min_group
"""

# For a summary.sql that hides what too few said within it.
_MINIMUM = "minimum AS (SELECT $min_group::INTEGER AS least)"

_STILL_OPEN = 2**62  # later than any seq

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

# Who may ask by what: a filter by the exercise that it is of, and its name.
Question = tuple[str, str]


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

    def __init__(self, database: Database, changes: Changes, cohorts: Cohorts) -> None:
        self._database = database
        self._changes = changes
        self._cohorts = cohorts
        self._computing = threading.Lock()
        self._summaries: dict[tuple[Any, ...], tuple[int, RoomSummary]] = {}
        self._counts: dict[str, tuple[int, Counts]] = {}
        self._states: dict[str, tuple[int, RoomState]] = {}

    def counts(self, cohort: str) -> Counts:
        """Return how many joined and answered, computed once per revision."""
        revision = self._changes.revision(cohort).answers
        with self._computing:
            known = self._counts.get(cohort)
            if known is None or known[0] != revision:
                known = (revision, self._count(cohort))
                self._counts[cohort] = known
        return known[1]

    def summary(
        self, cohort: Cohort, exercise: str, sql: str, vote: Vote | None = None
    ) -> RoomSummary:
        """Return what a vote gave, or else the one that the room is in or was in last.

        Computed once per change and shared by every reader. Fewer answers than the cohort's
        minimum come back as suppressed, with the count alone.
        """
        latest, asked = self._latest(cohort, exercise, vote)
        with_votes = f"WITH latest AS MATERIALIZED ({latest}), {_MINIMUM}"
        counted = f"{with_votes} SELECT (SELECT count(*) FROM latest) AS n, f.* FROM ({sql}) AS f"
        return self._summary(cohort, exercise, counted, {**asked, "min_group": cohort.min_group})

    def summary_among(
        self, cohort: Cohort, exercise: str, sql: str, among: Among, filters: Mapping[Question, str]
    ) -> RoomSummary:
        """Return what one group gave in the vote that the room is in, or was in last.

        `filters` has the SQL of every filter that one may ask for, by exercise and name: which
        groups are shown depends on all of them (data/groups.py). Suppressed where this one is not.
        """
        revision = self._changes.revision(cohort.code).answers
        asked = (cohort.code, exercise, among)
        with self._computing:
            known = self._summaries.get(asked)
            if known is None or known[0] != revision:
                known = (revision, self._summarise_among(cohort, exercise, sql, among, filters))
                self._summaries[asked] = known
        return known[1]

    def answered_in_vote(self, cohort: str, exercise: str) -> int:
        """Return how many answered in the vote that the room is in: in a second one, since then."""
        state = self.state(cohort).of(exercise)
        if state.second is None:
            return self.counts(cohort).answered.get(exercise, 0)
        row = self._database.row(
            "SELECT count(DISTINCT attendee) FROM workshop.answers"
            " WHERE cohort = ? AND exercise = ? AND seq > ? AND seq <= ?",
            [cohort, exercise, state.first.until, state.second.until or _STILL_OPEN],
        )
        return row[0] if row else 0

    def moves(self, cohort: Cohort, exercise: str, sql: str) -> RoomSummary | None:
        """Return who moved between the two votes; None where there was no second one.

        Suppressed as a summary is, where fewer than the minimum voted twice.
        """
        state = self.state(cohort.code).of(exercise)
        if state.second is None:
            return None
        votes = {
            "first": state.first.until or _STILL_OPEN,
            "second": state.second.until or _STILL_OPEN,
        }
        with_votes = f"WITH votes AS MATERIALIZED ({_VOTES})"
        counted = f"{with_votes} SELECT (SELECT count(*) FROM votes) AS n, f.* FROM ({sql}) AS f"
        return self._summary(cohort, exercise, counted, votes)

    def responses(self, cohort: Cohort) -> pd.DataFrame:
        """Return the shared halves: attendee (a pseudonym), exercise, answer (JSON text).

        One row per attendee and exercise; exercises below the cohort's minimum are left out.
        """
        asked = {"cohort": cohort.code, "min_group": cohort.min_group}
        return self._database.frame(_RESPONSES, asked)

    def first_and_last(self, cohort: str) -> tuple[datetime, datetime] | None:
        """Return the moments (UTC) of the first and the last answer; None before the first."""
        row = self._database.row(
            "SELECT min(saved_at), max(saved_at) FROM workshop.answers WHERE cohort = ?", [cohort]
        )
        return (row[0], row[1]) if row and row[0] else None

    def cue(self, cohort: str, exercise: str, cue: Cue, value: str = "") -> None:
        """Append what the facilitator did in an exercise, or in the room as a whole ("")."""
        self._cohorts.cue(cohort, exercise, cue, value)

    def state(self, cohort: str) -> RoomState:
        """Return how things stand in a room, read once per cue."""
        revision = self._changes.revision(cohort).room
        known = self._states.get(cohort)
        if known is None or known[0] != revision:
            known = (revision, state_after(self._cues(cohort)))
            self._states[cohort] = known
        return known[1]

    def past(self) -> list[tuple[str, datetime]]:
        """Return the rooms that learners without one may look at, with their day, newest first.

        Only closed ones: in an open room one could watch who answers.
        """
        allowed = self._database.rows(
            "SELECT cohort, created_at FROM workshop.cohorts AS rooms WHERE NOT synthetic"
            " AND EXISTS (SELECT 1 FROM workshop.cues AS given"
            " WHERE given.cohort = rooms.cohort AND cue = 'past_room')"
            " ORDER BY created_at DESC"
        )
        return [(code, day) for code, day in allowed if self.state(code).is_past]

    def _cues(self, cohort: str) -> list[Given]:
        rows = self._database.rows(
            "SELECT seq, exercise, cue, coalesce(value, ''), given_at FROM workshop.cues"
            " WHERE cohort = ? ORDER BY seq",
            [cohort],
        )
        return [Given(*row) for row in rows]

    def _latest(
        self, cohort: Cohort, exercise: str, vote: Vote | None = None
    ) -> tuple[str, dict[str, int]]:
        """Return the SQL of the answers that count in a vote, and its numbers."""
        state = self.state(cohort.code).of(exercise)
        vote = vote or state.vote
        asked = {"until": vote.until or _STILL_OPEN}
        if state.second is None or vote != state.second:
            return _LATEST, asked
        first = state.first.until or _STILL_OPEN
        return _LATEST_AGAIN, {**asked, "first": first, "min_group": cohort.min_group}

    def _summarise_among(
        self, cohort: Cohort, exercise: str, sql: str, among: Among, filters: Mapping[Question, str]
    ) -> RoomSummary:
        latest, asked = self._latest(cohort, exercise)
        values = {"cohort": cohort.code, "exercise": exercise, **asked}
        least = {"min_group": cohort.min_group}
        everyone = {a for (a,) in self._database.rows(f"SELECT attendee FROM ({latest})", values)}
        groups = self._groups(cohort, frozenset(everyone), filters)
        group = released(frozenset(everyone), groups, cohort.min_group).get(among)
        if group is None:
            return RoomSummary(exercise, 0, cohort.min_group, suppressed=True)
        parted = (
            f"WITH latest AS MATERIALIZED (SELECT * FROM ({latest})"
            f" WHERE list_contains($people, attendee)), {_MINIMUM}"
            f" SELECT (SELECT count(*) FROM latest) AS n, f.* FROM ({sql}) AS f"
        )
        parts = self._database.record(parted, {**values, **least, "people": sorted(group)})
        return RoomSummary(exercise, parts.pop("n"), cohort.min_group, False, parts)

    def _groups(
        self, cohort: Cohort, everyone: People, filters: Mapping[Question, str]
    ) -> dict[Among, People]:
        """Return everyone's groups by each filter; none that nobody is in."""
        groups: dict[Among, set[str]] = defaultdict(set)
        for (exercise, name), sql in filters.items():
            latest, asked = self._latest(cohort, exercise)
            values = {"cohort": cohort.code, "exercise": exercise, **asked}
            rows = f"WITH latest AS MATERIALIZED ({latest}) SELECT attendee, value FROM ({sql})"
            for attendee, value in self._database.rows(rows, values):
                if attendee in everyone:
                    groups[Among(exercise, name, value)].add(attendee)
        return {among: frozenset(people) for among, people in groups.items()}

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

    def _summary(
        self, cohort: Cohort, exercise: str, sql: str, votes: dict[str, int]
    ) -> RoomSummary:
        # Of this exercise alone: a led room answers one of them, and a dashboard shows them all.
        revision = self._changes.figures_of(cohort.code, exercise)
        asked = (cohort.code, exercise, tuple(votes.values()))
        with self._computing:
            known = self._summaries.get(asked)
            if known is None or known[0] != revision:
                known = (revision, self._summarise(cohort, exercise, sql, votes))
                self._summaries[asked] = known
        return known[1]

    def _summarise(
        self, cohort: Cohort, exercise: str, sql: str, votes: dict[str, int]
    ) -> RoomSummary:
        # One statement, so that n and the figures are of the same moment.
        asked = {"cohort": cohort.code, "exercise": exercise, **votes}
        parts = self._database.record(sql, asked)
        n = parts.pop("n")
        if n < cohort.min_group:
            return RoomSummary(exercise, n, cohort.min_group, suppressed=True)
        return RoomSummary(exercise, n, cohort.min_group, suppressed=False, parts=parts)
