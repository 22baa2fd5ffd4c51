"""Retention: deletes what no one has touched for long, whole rooms and single learners."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from glob import escape
from pathlib import Path
from typing import Final, NamedTuple

from data.cohorts import ALONE_CODE, Cohorts
from data.recovery import TIME_IN_NAME, name_beside
from data.store import Database

# A join, an answer or a facilitator's cue; a room that no one came to counts from its creation.
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


_COPY: Final = "expired"
COPY_DAYS: Final = 7
"""How long there is a copy of what retention deleted."""

_A_DAY: Final = timedelta(days=1)


class Deleted(NamedTuple):
    """What retention deleted: rooms by their codes, how many learners, and a copy of it all."""

    rooms: tuple[str, ...]
    learners: int
    copy: Path | None = None


class Retention:
    """Finds what no one has touched since a given time, and deletes it."""

    def __init__(self, database: Database, cohorts: Cohorts) -> None:
        self._database = database
        self._cohorts = cohorts

    def believed(self, clock: datetime) -> datetime | None:
        """Record what the clock says, and return the time to delete by; None before there is one.

        That's the latest time recorded at least a day earlier: a clock that jumps ahead, by mistake
        or for a test, deletes nothing for a day, and nothing at a second start. A running server is
        one day behind because of this, and one that rarely starts counts up to its last start.
        """
        seen = "SELECT max(noted_at) FROM workshop.noted WHERE what = 'seen' AND noted_at <= ?"
        row = self._database.row(seen, [clock - _A_DAY])
        self._database.append("noted", "seen", clock)
        return row[0] if row else None

    def remove_copies(self, before: datetime) -> list[Path]:
        """Remove the copies made before this time, and return them."""
        if self._database.is_postgres:
            return []
        old = [f for f, made in _copies(Path(self._database.url)) if made < before]
        for file in old:
            file.unlink(missing_ok=True)
        return old

    def last_activity(self, code: str) -> datetime | None:
        """Return when someone last joined, answered or led in a room."""
        row = self._database.row(f"SELECT last FROM ({_LAST}) AS rooms WHERE cohort = ?", [code])
        return row[0] if row else None

    def expire(self, before: datetime) -> Deleted:
        """Delete rooms with no activity since this time, and what such learners entered."""
        with self._database.alone_with("retention") as alone:
            return self._expire(before) if alone else Deleted((), 0)

    def _expire(self, before: datetime) -> Deleted:
        untouched = (
            f"SELECT cohort FROM ({_LAST}) AS rooms JOIN workshop.cohorts USING (cohort)"
            " WHERE last < ? AND NOT synthetic ORDER BY cohort"
        )
        found = [code for (code,) in self._database.rows(untouched, [before])]
        copy = self._copied(found, self._learners(before))
        # Someone may touch one meanwhile, so each is checked again once no one can.
        rooms = [c for c in found if self._cohorts.delete(c, partial(self._untouched, c, before))]
        return Deleted(tuple(rooms), self._expire_learners(before), copy)

    def _copied(self, rooms: list[str], learners: list[str]) -> Path | None:
        # Only what's being deleted: someone leaving another room meanwhile isn't in it.
        if self._database.is_postgres or not (rooms or learners):
            return None
        copy = name_beside(Path(self._database.url), _COPY)
        self._database.backup_of(copy, rooms, learners)
        return copy

    def _untouched(self, code: str, before: datetime) -> bool:
        last = self.last_activity(code)
        return last is not None and last < before

    def _learners(self, before: datetime) -> list[str]:
        asked = {"alone": ALONE_CODE, "before": before}
        return [attendee for (attendee,) in self._database.rows(_LEARNERS, asked)]

    def _expire_learners(self, before: datetime) -> int:
        if not self._learners(before):
            return 0
        # They didn't ask to be forgotten, so they may come back and start again.
        with self._cohorts.letting_in(ALONE_CODE) as together:
            gone = self._learners(before)
            for attendee in gone:
                together.delete("answers", "attendee", attendee)
                together.delete("attendees", "attendee", attendee)
        return len(gone)


def _copies(file: Path) -> Iterator[tuple[Path, datetime]]:
    # Including the remains of one cut short by a kill.
    for copy in file.parent.glob(f"{escape(file.name)}.{_COPY}-*"):
        if made := re.search(rf"\.{_COPY}-([\dT.]+Z)", copy.name):
            yield copy, datetime.strptime(made[1], TIME_IN_NAME)
