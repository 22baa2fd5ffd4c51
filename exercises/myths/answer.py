"""The answer after the last step: which statements about mentoring are true."""

from random import Random
from typing import Annotated, Final, Literal, cast, get_args

from pydantic import Field

from exercises.exercise import SHARED, Answer
from exercises.quiz import Quiz, VotedTheSame

Judgement = Literal["agree", "disagree"]
JUDGEMENTS: Final[tuple[Judgement, ...]] = get_args(Judgement)

Statement = Literal[
    "long_term",
    "one_is_enough",
    "mentee_leads",
    "more_senior",
    "early_career",
    "opens_doors",
    "anyone_can",
]
STATEMENTS: Final[tuple[Statement, ...]] = get_args(Statement)

# According to the source. Two are true, so that disagreeing with all of them isn't right.
RIGHT: Final[dict[Statement, Judgement]] = {
    "long_term": "disagree",
    "one_is_enough": "disagree",
    "mentee_leads": "agree",
    "more_senior": "disagree",
    "early_career": "disagree",
    "opens_doors": "disagree",
    "anyone_can": "agree",
}
QUIZ: Final = Quiz(cast(dict[str, str], RIGHT), JUDGEMENTS)


class Myths(Answer):
    """Whether a person agrees with each of the statements answered so far."""

    votes: Annotated[dict[Statement, Judgement], SHARED] = Field(default_factory=dict)
    again: VotedTheSame = None


def core(answer: Myths) -> tuple[int, int]:
    """Return how many statements are answered, and of how many."""
    return len(answer.votes), len(STATEMENTS)


def sample(rng: Random) -> Myths:
    """Return a plausible invented answer: the myths are widely believed."""
    return Myths(votes=cast(dict[Statement, Judgement], QUIZ.sample(rng, knowing=0.35)))
