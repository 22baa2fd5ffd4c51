"""The answer to step 6, and what makes it valid."""

from datetime import date
from random import Random
from typing import Annotated, Final, Literal, get_args

from pydantic import AfterValidator, Field, StringConstraints

from exercises.exercise import PRIVATE, SHARED, Answer
from exercises.text import Typed

Question = Literal["path", "turning_point", "learned_late", "proud", "own_mentors", "from_me"]
QUESTIONS: Final[tuple[Question, ...]] = get_args(Question)

Length = Literal[15, 20, 30, 45, 60]
LENGTHS: Final[tuple[Length, ...]] = get_args(Length)

Cadence = Literal["weekly", "fortnightly", "monthly", "quarterly", "as_needed", "once"]
CADENCES: Final[tuple[Cadence, ...]] = get_args(Cadence)

Clause = Literal["goals", "rhythm", "confidentiality", "no_fault_exit", "off_limits"]
CLAUSES: Final[tuple[Clause, ...]] = get_args(Clause)

FIRST_QUESTIONS: Final = 2  # enough to start with
MAX_ITEMS: Final = 6
MAX_TOPIC: Final = 200
MAX_WORDS: Final = 300

Topic = Annotated[str, Typed(MAX_TOPIC)]
OwnWords = Annotated[str, Typed(MAX_WORDS)]


class Item(Answer):
    """A point on the agenda of the first meeting, and how many minutes it gets."""

    # Never shown. It stays with the point when the order changes.
    id: Annotated[str, StringConstraints(pattern="^[0-9a-f]{8}$")] = "00000000"
    topic: Topic = ""
    minutes: Annotated[int, Field(ge=0, le=60)] = 0


def _told_apart(items: tuple[Item, ...]) -> tuple[Item, ...]:
    if len({item.id for item in items}) < len(items):
        raise ValueError("lists the same point twice")
    return items


def _each_once(chosen: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(chosen)) < len(chosen):
        raise ValueError("chooses the same twice")
    return chosen


Items = Annotated[tuple[Item, ...], Field(max_length=MAX_ITEMS), AfterValidator(_told_apart)]


class Nurture(Answer):
    """Questions for a mentor, the first meeting, the rhythm, and what to agree on."""

    questions: Annotated[tuple[Question, ...], AfterValidator(_each_once), PRIVATE] = ()
    own_question: Annotated[Topic, PRIVATE] = ""
    length: Annotated[Length | None, SHARED] = None
    items: Annotated[Items, PRIVATE] = ()
    first_meeting: Annotated[date | None, PRIVATE] = None
    cadence: Annotated[Cadence | None, SHARED] = None
    clauses: Annotated[tuple[Clause, ...], AfterValidator(_each_once), SHARED] = ()
    clause_words: Annotated[dict[Clause, OwnWords], PRIVATE] = Field(default_factory=dict)


def core(answer: Nurture) -> tuple[int, int]:
    """Return how much is done, and of how much: rhythm, one clause and two questions."""
    said = bool(answer.cadence) + bool(answer.clauses)
    return said + min(len(answer.questions), FIRST_QUESTIONS), 2 + FIRST_QUESTIONS


def sample(rng: Random) -> Nurture:
    """Return a plausible invented answer: monthly is common, and few think of the exit."""
    likely = dict(zip(CLAUSES, (0.9, 0.7, 0.75, 0.35, 0.4), strict=True))
    return Nurture(
        length=rng.choices(LENGTHS, (1, 4, 5, 3, 2))[0],
        cadence=rng.choices(CADENCES, (1, 4, 6, 2, 2, 1))[0],
        clauses=tuple(clause for clause in CLAUSES if rng.random() < likely[clause]),
    )
