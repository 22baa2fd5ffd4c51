"""The answer to step 2, and what makes it valid."""

from collections.abc import Mapping
from random import Random
from typing import Annotated, Any, ClassVar, Final, Literal, TypeVar, get_args

from pydantic import AfterValidator, Field, StringConstraints

from exercises.counted import CountedAnswer
from exercises.exercise import PRIVATE, SHARED, Answer
from exercises.goals.answer import Text as GoalWords
from exercises.text import Typed

# One list for two columns, so that what some want to learn can match what others have.
Competency = Literal[
    "technical_depth",
    "domain_knowledge",
    "communication",
    "public_speaking",
    "leading_people",
    "strategic_thinking",
    "deciding",
    "negotiating",
    "influence",
    "network",
    "visibility",
    "confidence",
    "time",
    "support",
]
NO_LONGER_ASKED: Final[tuple[Competency, ...]] = ("time", "support")  # older answers have them
COMPETENCIES: Final[tuple[Competency, ...]] = tuple(
    c for c in get_args(Competency) if c not in NO_LONGER_ASKED
)

# Things outside a person's control.
Challenge = Literal[
    "no_time",
    "manager_support",
    "role_models",
    "only_one",
    "remote",
    "reorganisation",
    "budget",
    "no_opening",
    "caring",
]
CHALLENGES: Final[tuple[Challenge, ...]] = get_args(Challenge)

Pick = TypeVar("Pick", bound=str)

Column = Literal["growth", "strengths", "challenges"]
COLUMNS: Final[tuple[Column, ...]] = get_args(Column)

ENOUGH: Final = 3  # picks per column

LOWEST: Final = 1
HIGHEST: Final = 5
MAX_WORDS: Final = 300
# Three goals, and as many again that were dropped since: nothing written is thrown away.
MAX_ROWS: Final = 6


def _each_once(picked: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(picked)) < len(picked):
        raise ValueError("picks the same twice")
    return picked


# Names of challenges from before they had their own list.
_RENAMED: Final[Mapping[str, Challenge]] = {"time": "no_time", "support": "manager_support"}


def _renamed(picked: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_RENAMED.get(challenge, challenge) for challenge in picked))


Picked = Annotated[tuple[Competency, ...], AfterValidator(_each_once)]
InTheWay = Annotated[
    tuple[Challenge | Competency, ...], AfterValidator(_each_once), AfterValidator(_renamed)
]
Readiness = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]
OwnWords = Annotated[str, Typed(MAX_WORDS)]


class Row(Answer):
    """How someone sees themselves for one goal of step 1, identified by that goal's id."""

    is_named_after_another: ClassVar[bool] = True

    id: Annotated[str, StringConstraints(pattern="^[0-9a-f]{8}$")] = "00000000"
    goal: GoalWords = ""  # as last seen, so that it has a name once it's gone
    growth: Picked = ()
    strengths: Picked = ()
    challenges: InTheWay = ()
    words: OwnWords = ""
    readiness: Readiness | None = None
    gone: bool = False  # the goal is gone: its row stays, but no longer counts

    @property
    def is_blank(self) -> bool:
        """Whether nothing was entered for this goal."""
        return self == Row(id=self.id, goal=self.goal, gone=self.gone)


def _told_apart(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    if len({row.id for row in rows}) < len(rows):
        raise ValueError("has the same goal twice")
    return rows


Rows = Annotated[tuple[Row, ...], Field(max_length=MAX_ROWS), AfterValidator(_told_apart)]


class SelfAssessment(CountedAnswer):
    """One row per goal; a room counts what was picked in any of them, and how ready people are."""

    rows: Annotated[Rows, PRIVATE] = ()
    growth: Annotated[Picked, SHARED] = ()
    strengths: Annotated[Picked, SHARED] = ()
    challenges: Annotated[InTheWay, SHARED] = ()
    readiness: Annotated[tuple[Readiness, ...], Field(max_length=MAX_ROWS), SHARED] = ()

    def is_written(self) -> bool:
        """Say whether there are any rows."""
        return bool(self.rows)

    def counted(self) -> Mapping[str, Any]:
        """Return what was picked in any row, in list order, and how ready the person is."""
        picked: dict[str, Any] = {column: self._in_any_row(column) for column in COLUMNS}
        ready = tuple(row.readiness for row in self._present() if row.readiness)
        return {**picked, "readiness": ready}

    def _in_any_row(self, column: Column) -> tuple[str, ...]:
        picked = {pick for row in self._present() for pick in getattr(row, column)}
        return tuple(pick for pick in (*CHALLENGES, *get_args(Competency)) if pick in picked)

    def _present(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.gone)


def core(answer: SelfAssessment) -> tuple[int, int]:
    """Return how many of the columns have any picks, and of how many."""
    return sum(bool(getattr(answer, column)) for column in COLUMNS), len(COLUMNS)


def sample(rng: Random) -> SelfAssessment:
    """Return a plausible invented answer: many want to speak in public, many lack time."""
    wanted = (2, 2, 3, 6, 5, 4, 2, 4, 5, 4, 5, 3)
    had = (6, 5, 4, 1, 2, 2, 3, 1, 1, 2, 1, 2)
    against = (6, 4, 5, 4, 3, 3, 2, 2, 2)
    return SelfAssessment(
        growth=_some(rng, COMPETENCIES, wanted),
        strengths=_some(rng, COMPETENCIES, had),
        challenges=_some(rng, CHALLENGES, against),
        readiness=tuple(rng.choices(range(LOWEST, HIGHEST + 1), (1, 3, 4, 3, 1), k=1)),
    )


def _some(rng: Random, listed: tuple[Pick, ...], likely: tuple[int, ...]) -> tuple[Pick, ...]:
    picked = set(rng.choices(listed, likely, k=ENOUGH))
    return tuple(pick for pick in listed if pick in picked)
