"""One cohort, and how it's read from the store."""

from dataclasses import dataclass
from typing import Final

from data.store import Database

MIN_GROUP = range(3, 21)
DEFAULT_MIN_GROUP = 5

# People without a room are in this cohort, which every store has and no one can join by code.
ALONE_CODE: Final = "AAAAAA"


@dataclass(frozen=True)
class Cohort:
    """One room: its join code, its title, and how many answers it needs before results appear."""

    code: str
    title: str
    min_group: int
    synthetic: bool
    language: str = ""  # for people who chose none: a code, or "" for their browser's

    @property
    def alone(self) -> bool:
        """Whether this isn't a room, but the place for everyone who learns without one."""
        return self.code == ALONE_CODE


# Not in any table, so that no version of a store can lack it and no facilitator key opens it.
ALONE: Final = Cohort(ALONE_CODE, "", MIN_GROUP.stop - 1, synthetic=False)


def look_up(database: Database, code: str) -> Cohort | None:
    """Return the stored cohort with this code, with its latest title and language."""
    row = database.row(
        f"SELECT cohort, coalesce({_latest('title')}, title), min_group, synthetic,"
        f" coalesce({_latest('language')}, '') FROM workshop.cohorts AS cohorts"
        " WHERE cohort = ?",
        [code],
    )
    return Cohort(*row) if row else None


def _latest(cue: str) -> str:
    return (
        "(SELECT value FROM workshop.cues AS given WHERE given.cohort = cohorts.cohort"
        f" AND given.cue = '{cue}' ORDER BY seq DESC LIMIT 1)"
    )
