"""One cohort, and how the store's rows make one."""

from dataclasses import dataclass
from typing import Final

from data.store import Database

MIN_GROUP = range(3, 21)
DEFAULT_MIN_GROUP = 5

# Who learns without a room is in this cohort, which every store has and nobody joins by its code.
ALONE_CODE: Final = "AAAAAA"


@dataclass(frozen=True)
class Cohort:
    """One room: its join code, its title, and below how many answers nothing shows."""

    code: str
    title: str
    min_group: int
    synthetic: bool
    language: str = ""  # what its people read who chose none: a code, or "" for their browser's

    @property
    def alone(self) -> bool:
        """Whether this is no room, but where everyone is who learns without one."""
        return self.code == ALONE_CODE


# In no table, so that no version of a store can lack it, and no facilitator's key opens it.
ALONE: Final = Cohort(ALONE_CODE, "", MIN_GROUP.stop - 1, synthetic=False)


def look_up(database: Database, code: str) -> Cohort | None:
    """Return the cohort that the store has of this code, with its latest title and language."""
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
