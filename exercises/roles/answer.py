"""The answer before the first step: who would help most, scenario by scenario."""

from random import Random
from typing import Annotated, Final, Literal, cast, get_args

from pydantic import Field

from exercises.exercise import PRIVATE, SHARED, Answer
from exercises.quiz import Quiz, VotedTheSame

Role = Literal["coach", "mentor", "sponsor"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)

Scenario = Literal[
    "two_offers",
    "promotion_round",
    "first_team",
    "over_preparing",
    "visible_project",
    "honest_feedback",
    "new_field",
    "open_door",
]
SCENARIOS: Final[tuple[Scenario, ...]] = get_args(Scenario)

# By what the source says about them: a coach asks, a mentor advises from experience, a sponsor
# opens doors. Each scenario has one role that clearly fits best.
RIGHT: Final[dict[Scenario, Role]] = {
    "two_offers": "coach",
    "promotion_round": "sponsor",
    "first_team": "mentor",
    "over_preparing": "coach",
    "visible_project": "sponsor",
    "honest_feedback": "mentor",
    "new_field": "mentor",
    "open_door": "sponsor",
}
QUIZ: Final = Quiz(cast(dict[str, str], RIGHT), ROLES)


class Roles(Answer):
    """The role that would help most, for the scenarios answered so far."""

    roles: Annotated[dict[Scenario, Role], SHARED] = Field(default_factory=dict)
    again: VotedTheSame = None
    overlap: Annotated[Role | None, PRIVATE] = None  # when two fit; it isn't scored


def core(answer: Roles) -> tuple[int, int]:
    """Return how many scenarios are answered, and of how many."""
    return len(answer.roles), len(SCENARIOS)


def sample(rng: Random) -> Roles:
    """Return a plausible invented answer: more than half know which is which."""
    return Roles(roles=cast(dict[Scenario, Role], QUIZ.sample(rng)))
