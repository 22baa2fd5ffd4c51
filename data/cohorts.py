"""Cohorts: who may run them, who joined them, and how they end."""

from dataclasses import dataclass

from data import keys
from data.changes import Changes
from data.store import Database, utc_now

MIN_GROUP = range(3, 21)
DEFAULT_MIN_GROUP = 5


@dataclass(frozen=True)
class Cohort:
    """One room: its join code, its title, and below how many answers nothing shows."""

    code: str
    title: str
    min_group: int
    synthetic: bool


class Cohorts:
    """The cohorts that the store knows."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def create(
        self, title: str, min_group: int = DEFAULT_MIN_GROUP, *, synthetic: bool = False
    ) -> tuple[Cohort, str]:
        """Make a cohort and return it with its facilitator key, which is kept nowhere."""
        if min_group not in MIN_GROUP:
            raise ValueError(f"min_group must be {MIN_GROUP.start} to {MIN_GROUP.stop - 1}")
        cohort, key = Cohort(self._unused_code(), title, min_group, synthetic), keys.mint_key()
        with self._database.transaction() as together:
            together.append("cohorts", cohort.code, title, min_group, synthetic, utc_now())
            together.append("facilitators", keys.fingerprint(key), cohort.code)
        return cohort, key

    def find(self, code: str) -> Cohort | None:
        """Return the cohort of that join code, or None."""
        row = self._database.row(
            "SELECT cohort, title, min_group, synthetic FROM workshop.cohorts WHERE cohort = ?",
            [code],
        )
        return Cohort(*row) if row else None

    def of_facilitator(self, key: str) -> Cohort | None:
        """Return the cohort that the bearer of this key facilitates, or None."""
        return self._find_by("facilitators", "facilitator", key)

    def of_attendee(self, key: str) -> Cohort | None:
        """Return the cohort that the bearer of this key joined, or None."""
        return self._find_by("attendees", "attendee", key)

    def join(self, key: str, cohort: str) -> None:
        """Make the bearer of this key an attendee of the cohort."""
        self._database.append("attendees", keys.fingerprint(key), cohort, utc_now())
        self._changes.answers_changed(cohort)

    def delete(self, code: str) -> None:
        """Delete a cohort with its attendees, answers and cues, all or nothing."""
        with self._database.transaction() as together:
            for table in ("answers", "cues", "attendees", "facilitators", "cohorts"):
                together.delete(table, "cohort", code)
        self._changes.room_changed(code)

    def _find_by(self, table: str, column: str, key: str) -> Cohort | None:
        row = self._database.row(
            f"SELECT cohort FROM workshop.{table} WHERE {column} = ? LIMIT 1",
            [keys.fingerprint(key)],
        )
        return self.find(row[0]) if row else None

    def _unused_code(self) -> str:
        code = keys.mint_code()
        return self._unused_code() if self.find(code) else code
