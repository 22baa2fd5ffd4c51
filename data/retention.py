"""Retention: what nobody touched for long goes, a room as a whole, a learner one by one."""

from datetime import datetime
from functools import partial
from typing import Final, NamedTuple

from data.cohorts import ALONE_CODE, Cohorts
from data.store import Database

# A join, an answer, or anything its facilitator did; a room that nobody came to has its first day.
_LAST: Final = """
    SELECT cohort, max(moment) AS last FROM (
        SELECT cohort, created_at AS moment FROM workshop.cohorts
        UNION ALL SELECT cohort, joined_at FROM workshop.attendees
        UNION ALL SELECT cohort, saved_at FROM workshop.answers
        UNION ALL SELECT cohort, given_at FROM workshop.cues
    ) AS happened GROUP BY cohort
"""
_LEARNERS: Final = """
    SELECT attendee FROM (
        SELECT attendee, joined_at AS moment FROM workshop.attendees WHERE cohort = $alone
        UNION ALL SELECT attendee, saved_at FROM workshop.answers WHERE cohort = $alone
    ) AS happened GROUP BY attendee HAVING max(moment) < $before
"""


class Deleted(NamedTuple):
    """What retention took away: rooms by their code, and how many learners."""

    rooms: tuple[str, ...]
    learners: int


class Retention:
    """Finds what nobody touched since a day, and deletes it."""

    def __init__(self, database: Database, cohorts: Cohorts) -> None:
        self._database = database
        self._cohorts = cohorts

    def last_activity(self, code: str) -> datetime | None:
        """Return when somebody last joined, answered or led in a room."""
        row = self._database.row(f"SELECT last FROM ({_LAST}) AS rooms WHERE cohort = ?", [code])
        return row[0] if row else None

    def expire(self, before: datetime) -> Deleted:
        """Delete the rooms in which nothing happened since, and what such learners gave."""
        untouched = (
            f"SELECT cohort FROM ({_LAST}) AS rooms JOIN workshop.cohorts USING (cohort)"
            " WHERE last < ? AND NOT synthetic ORDER BY cohort"
        )
        found = [code for (code,) in self._database.rows(untouched, [before])]
        # Somebody may touch one meanwhile, so each is looked at again when nobody can any more.
        rooms = [c for c in found if self._cohorts.delete(c, partial(self._untouched, c, before))]
        return Deleted(tuple(rooms), self._expire_learners(before))

    def _untouched(self, code: str, before: datetime) -> bool:
        last = self.last_activity(code)
        return last is not None and last < before

    def _expire_learners(self, before: datetime) -> int:
        asked = {"alone": ALONE_CODE, "before": before}
        if not self._database.rows(_LEARNERS, asked):
            return 0
        # Not as those who asked to be forgotten: whoever comes back may begin anew.
        with self._cohorts.letting_in(ALONE_CODE) as together:
            gone = [attendee for (attendee,) in self._database.rows(_LEARNERS, asked)]
            for attendee in gone:
                together.delete("answers", "attendee", attendee)
                together.delete("attendees", "attendee", attendee)
        return len(gone)
