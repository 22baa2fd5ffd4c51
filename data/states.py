"""How things stand in rooms: what facilitators did there, and what follows from it."""

from datetime import datetime

from data.changes import Changes
from data.cohorts import Cohorts
from data.cues import Cue, Given, RoomState, state_after
from data.store import Database


class States:
    """The cues of every room, appended and read."""

    def __init__(self, database: Database, changes: Changes, cohorts: Cohorts) -> None:
        self._database = database
        self._changes = changes
        self._cohorts = cohorts
        self._states: dict[str, tuple[int, RoomState]] = {}

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
