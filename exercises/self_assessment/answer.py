"""What one person gives in step 2, and what makes it valid."""

from collections.abc import Mapping
from random import Random
from typing import Annotated, Any, ClassVar, Final, Literal, get_args

from pydantic import AfterValidator, Field, StringConstraints

from exercises.counted import CountedAnswer
from exercises.exercise import PRIVATE, SHARED, Answer
from exercises.goals.answer import Text as GoalWords
from exercises.text import Typed

# One list for all three columns, so that what some want to learn meets what others have.
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
COMPETENCIES: Final[tuple[Competency, ...]] = get_args(Competency)

Column = Literal["growth", "strengths", "challenges"]
COLUMNS: Final[tuple[Column, ...]] = get_args(Column)

LOWEST: Final = 1
HIGHEST: Final = 5
MAX_WORDS: Final = 300
# Three goals, and as many again that one has given up since: nothing written is thrown away.
MAX_ROWS: Final = 6


def _each_once(picked: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(picked)) < len(picked):
        raise ValueError("picks the same twice")
    return picked


Picked = Annotated[tuple[Competency, ...], AfterValidator(_each_once)]
Readiness = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]
OwnWords = Annotated[str, Typed(MAX_WORDS)]


class Row(Answer):
    """What one sees in oneself for one goal of step 1, known by that goal's id."""

    is_named_after_another: ClassVar[bool] = True

    id: Annotated[str, StringConstraints(pattern="^[0-9a-f]{8}$")] = "00000000"
    goal: GoalWords = ""  # as it was last seen, so that it has a name when it is gone
    growth: Picked = ()
    strengths: Picked = ()
    challenges: Picked = ()
    words: OwnWords = ""
    readiness: Readiness | None = None
    gone: bool = False  # the goal is: what was said for it stays, and no longer counts

    @property
    def is_blank(self) -> bool:
        """Whether nothing was said for this goal."""
        return self == Row(id=self.id, goal=self.goal, gone=self.gone)


def _told_apart(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    if len({row.id for row in rows}) < len(rows):
        raise ValueError("has the same goal twice")
    return rows


Rows = Annotated[tuple[Row, ...], Field(max_length=MAX_ROWS), AfterValidator(_told_apart)]


class SelfAssessment(CountedAnswer):
    """A row per goal; a room counts what was picked in any of them, and how ready one is."""

    rows: Annotated[Rows, PRIVATE] = ()
    growth: Annotated[Picked, SHARED] = ()
    strengths: Annotated[Picked, SHARED] = ()
    challenges: Annotated[Picked, SHARED] = ()
    readiness: Annotated[tuple[Readiness, ...], Field(max_length=MAX_ROWS), SHARED] = ()

    def is_written(self) -> bool:
        """Say whether there is any row."""
        return bool(self.rows)

    def counted(self) -> Mapping[str, Any]:
        """Return what was picked in any row, in the order of the list, and how ready one is."""
        picked: dict[str, Any] = {column: self._in_any_row(column) for column in COLUMNS}
        ready = tuple(row.readiness for row in self._present() if row.readiness)
        return {**picked, "readiness": ready}

    def _in_any_row(self, column: Column) -> tuple[Competency, ...]:
        picked = {competency for row in self._present() for competency in getattr(row, column)}
        return tuple(competency for competency in COMPETENCIES if competency in picked)

    def _present(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.gone)


def sample(rng: Random) -> SelfAssessment:
    """Return a plausible synthetic answer: many want to speak in public, many lack time."""
    wanted = (2, 2, 3, 6, 5, 4, 2, 4, 5, 4, 5, 3, 1, 1)
    had = (6, 5, 4, 1, 2, 2, 3, 1, 1, 2, 1, 2, 2, 2)
    against = (1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 4, 3, 6, 6)
    return SelfAssessment(
        growth=_some(rng, wanted),
        strengths=_some(rng, had),
        challenges=_some(rng, against),
        readiness=tuple(rng.choices(range(LOWEST, HIGHEST + 1), (1, 3, 4, 3, 1), k=1)),
    )


def _some(rng: Random, likely: tuple[int, ...]) -> tuple[Competency, ...]:
    picked = set(rng.choices(COMPETENCIES, likely, k=3))
    return tuple(competency for competency in COMPETENCIES if competency in picked)
