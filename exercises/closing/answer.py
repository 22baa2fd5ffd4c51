"""The answer at the close, and what makes it valid."""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import Field

from exercises.counted import CountedAnswer
from exercises.exercise import PRIVATE, SHARED
from exercises.text import Typed

# One statement per step, named after the step.
Item = Literal["goals", "self_assessment", "mentor_criteria", "find_mentors", "pitch", "nurture"]
ITEMS: Final[tuple[Item, ...]] = get_args(Item)

LOWEST: Final = 1
HIGHEST: Final = 5
Rating = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]

SURE: Final = 10
MAX_COMMITMENT: Final = 300
Commitment = Annotated[str, Typed(MAX_COMMITMENT)]


class Closing(CountedAnswer):
    """Ratings for now and before, a commitment with a date, and a recommendation."""

    now: Annotated[dict[Item, Rating], SHARED] = Field(default_factory=dict)
    # Asked after `now`, in one sitting: people who rate "before" first use a different yardstick.
    before: Annotated[dict[Item, Rating], SHARED] = Field(default_factory=dict)
    recommend: Annotated[Annotated[int, Field(ge=0, le=SURE)] | None, SHARED] = None

    commitment: Annotated[Commitment, PRIVATE] = ""
    by: Annotated[date | None, PRIVATE] = None
    has_commitment: Annotated[bool, SHARED] = False
    has_date: Annotated[bool, SHARED] = False

    def is_written(self) -> bool:
        """Say whether there's a commitment, or a date for one."""
        return bool(self.commitment or self.by)

    def counted(self) -> Mapping[str, Any]:
        """Return whether there's a commitment and a date, and nothing else about them."""
        return {"has_commitment": bool(self.commitment), "has_date": self.by is not None}

    def rated_now(self) -> bool:
        """Say whether every statement is rated for now, so that "before" may be asked."""
        return len(self.now) == len(ITEMS)


def core(answer: Closing) -> tuple[int, int]:
    """Return how much is done, and of how much: all ratings, the commitment and its date."""
    said = len(answer.now) + len(answer.before) + bool(answer.commitment) + bool(answer.by)
    return said, 2 * len(ITEMS) + 2


def sample(rng: Random) -> Closing:
    """Return a plausible invented answer: most moved up a step, and some skip a screen."""
    gain = dict(zip(ITEMS, (1.6, 1.1, 1.4, 0.9, 1.2, 1.0), strict=True))
    before = {item: round(min(max(rng.gauss(2.6, 0.9), LOWEST), HIGHEST)) for item in ITEMS}
    now = {i: min(b + max(0, round(rng.gauss(gain[i], 0.7))), HIGHEST) for i, b in before.items()}
    committed = rng.random() < 0.75
    return Closing(
        now=now,
        before=before if rng.random() < 0.85 else {},
        recommend=rng.choices(range(SURE + 1), (0, 0, 0, 1, 1, 2, 3, 6, 9, 7, 6))[0],
        has_commitment=committed,
        has_date=committed and rng.random() < 0.6,
    )
