"""The answer to step 3, and what makes it valid."""

from random import Random
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, StringConstraints

from exercises.exercise import PRIVATE, SHARED, Answer, Name

Criterion = Literal[
    "relevant_experience",
    "ability_to_inspire",
    "communication",
    "availability",
    "connection",
    "active_listening",
    "reciprocation",
    "commitment",
]
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)

MAX_CANDIDATES = 3
TOP = 3  # enough qualities to go on with
Score = Annotated[int, Field(ge=1, le=5)]


def _each_once(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    if len(set(criteria)) < len(criteria):
        raise ValueError("names a quality twice")
    return criteria


CriteriaOnce = Annotated[tuple[Criterion, ...], AfterValidator(_each_once)]


class Candidate(Answer):
    """A possible mentor: a name or nickname, and scores from 1 to 5 for the known qualities."""

    # Never shown. It stays with the person when the order changes, on this page and others.
    id: Annotated[str, StringConstraints(pattern="^[0-9a-f]{8}$")] = "00000000"
    name: Name = ""
    scores: dict[Criterion, Score] = Field(default_factory=dict)


def _told_apart(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates with unique ids: older answers and hand-written plans may lack them."""
    ids = {candidate.id for candidate in candidates}
    if len(ids) == len(candidates):
        return candidates
    return tuple(
        candidate.model_copy(update={"id": f"{n:08x}"}) for n, candidate in enumerate(candidates)
    )


Candidates = Annotated[
    tuple[Candidate, ...], Field(max_length=MAX_CANDIDATES), AfterValidator(_told_apart)
]


class MentorCriteria(Answer):
    """A ranking, best first and possibly partial, deal-breakers, and up to three candidates."""

    ranking: Annotated[CriteriaOnce, SHARED] = ()
    deal_breakers: Annotated[CriteriaOnce, SHARED] = ()
    candidates: Annotated[Candidates, PRIVATE] = ()


def core(answer: MentorCriteria) -> tuple[int, int]:
    """Return how many of the top three are picked, of three; deal-breakers are optional."""
    return min(len(answer.ranking), TOP), TOP


def sample(rng: Random) -> MentorCriteria:
    """Return a plausible invented answer: tastes differ, and many stop after their top three."""
    appeal = dict(zip(CRITERIA, (5, 3, 4, 3, 4, 6, 2, 3), strict=True))
    order = sorted(CRITERIA, key=lambda c: rng.gauss(appeal[c], 1.8), reverse=True)
    ranked = rng.choice((3, 3, 4, 5, 8, 8, 8))
    breakers = rng.sample(order[:4], k=rng.choice((0, 1, 1, 2)))
    return MentorCriteria(ranking=tuple(order[:ranked]), deal_breakers=tuple(breakers))
