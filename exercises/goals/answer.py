"""The answer to step 1, and what makes it valid."""

from collections.abc import Mapping
from random import Random
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import AfterValidator, Field, StringConstraints

from exercises.counted import CountedAnswer
from exercises.exercise import PRIVATE, SHARED, Answer
from exercises.text import Typed

Purpose = Literal["challenge", "skill", "network", "role"]
PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)

Horizon = Literal["one_talk", "few_months", "ongoing"]
HORIZONS: Final[tuple[Horizon, ...]] = get_args(Horizon)

MAX_GOALS: Final = 3
MAX_TEXT: Final = 200

Text = Annotated[str, Typed(MAX_TEXT)]


class Goal(Answer):
    """One goal: what it's for, in one sentence, what guidance it needs, and how to start."""

    # Never shown. Later steps refer to the goal by it, even when its words change.
    id: Annotated[str, StringConstraints(pattern="^[0-9a-f]{8}$")] = "00000000"
    purpose: Purpose | None = None
    sentence: Text = ""
    guidance: Text = ""
    horizon: Horizon | None = None
    if_then: Text = ""


def _told_apart(goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
    if len({goal.id for goal in goals}) < len(goals):
        raise ValueError("lists the same goal twice")
    return goals


GoalList = Annotated[tuple[Goal, ...], Field(max_length=MAX_GOALS), AfterValidator(_told_apart)]


class Goals(CountedAnswer):
    """Up to three goals; a room counts what they're for, their horizons, and how many there are."""

    goals: Annotated[GoalList, PRIVATE] = ()
    purposes: Annotated[tuple[Purpose, ...], Field(max_length=MAX_GOALS), SHARED] = ()
    horizons: Annotated[tuple[Horizon, ...], Field(max_length=MAX_GOALS), SHARED] = ()
    count: Annotated[Annotated[int, Field(ge=0, le=MAX_GOALS)], SHARED] = 0

    def is_written(self) -> bool:
        """Say whether there are any goals."""
        return bool(self.goals)

    def counted(self) -> Mapping[str, Any]:
        """Return what the goals are for, how long they take, and how many there are."""
        return {
            "purposes": tuple(goal.purpose for goal in self.goals if goal.purpose),
            "horizons": tuple(goal.horizon for goal in self.goals if goal.horizon),
            "count": len(self.goals),
        }


def core(answer: Goals) -> tuple[int, int]:
    """Return how much of the first goal is done, of three: purpose, sentence and guidance."""
    if not answer.goals:  # a paper form that someone typed in has no words
        return (3 if answer.count else 0), 3
    first = answer.goals[0]
    return sum(map(bool, (first.purpose, first.sentence, first.guidance))), 3


def sample(rng: Random) -> Goals:
    """Return a plausible invented answer: skills are wanted most, and few want one conversation."""
    count = rng.choices((1, 2, 3), (5, 3, 2))[0]
    return Goals(
        purposes=tuple(rng.choices(PURPOSES, (3, 5, 3, 2), k=count)),
        horizons=tuple(rng.choices(HORIZONS, (2, 5, 3), k=count)),
        count=count,
    )
