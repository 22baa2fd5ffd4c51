"""A room's results in an exercise, by vote, for the stage, the report and compare alike."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from data.cohorts import Cohort
from data.cues import Vote
from data.rooms import Rooms, RoomSummary
from data.votes import QUESTIONS as BY_SHAPE
from exercises import AGENDA, Exercise, sizes
from exercises.exercise import Picture, Pictures, Theme, telling

Which = Literal["only", "first", "second", "moves"]


# Each exercise's questions, as SQL.
QUESTIONS: dict[str, str] = {e.slug: e.questions_sql or BY_SHAPE for e in AGENDA}


@dataclass(frozen=True)
class VoteResult:
    """The results of one vote, or of who moved between two; no charts if too few answered."""

    which: Which
    summary: RoomSummary
    pictures: list[Picture]

    @property
    def n(self) -> int:
        """How many answers the charts show."""
        fewer = [picture.n for picture in self.pictures if picture.n is not None]
        return max(fewer, default=self.summary.n)


@dataclass(frozen=True)
class Look:
    """How charts are drawn."""

    language: str
    theme: Theme = "light"
    answers: bool = False  # whether to mark the right answers in a quiz

    def draw(self, exercise: Exercise, summary: RoomSummary, pictures: Pictures) -> list[Picture]:
        """Return a summary's charts, or none if too few answered."""
        if summary.suppressed:
            return []
        seen = {"n": summary.n, **summary.parts}
        return telling(pictures(seen, exercise.content(self.language), self.theme))


def summary(
    rooms: Rooms, cohort: Cohort, exercise: Exercise, vote: Vote | None = None
) -> RoomSummary:
    """Return the results of a vote, by default the latest in which enough people took part."""
    slug, sql = exercise.slug, exercise.summary_sql
    return rooms.summary(cohort, slug, sql, vote, QUESTIONS[slug])


def both_show(rooms: Rooms, cohort: Cohort, exercise: Exercise) -> bool:
    """Say whether there were two votes, and enough people in each for its results to show."""
    state = rooms.state(cohort.code).of(exercise.slug)
    both = (state.first, state.second)
    return bool(state.second) and not any(
        summary(rooms, cohort, exercise, vote).suppressed for vote in both
    )


def closed_with_too_few(rooms: Rooms, cohort: Cohort, exercise: Exercise) -> bool:
    """Say whether voting is closed with too few answers in every vote."""
    closed = rooms.state(cohort.code).of(exercise.slug).locked
    return closed and summary(rooms, cohort, exercise).suppressed


def left_out(rooms: Rooms, cohort: Cohort, exercise: Exercise) -> frozenset[str]:
    """Return whose answers aren't in the results until more people have answered."""
    return rooms.left_out(cohort, exercise.slug, QUESTIONS[exercise.slug])


def told(rooms: Rooms, cohort: Cohort, exercise: Exercise, look: Look) -> list[VoteResult]:
    """Return the only vote in an exercise, or both votes and who moved between them."""
    state = rooms.state(cohort.code).of(exercise.slug)
    if state.second is None:
        return [vote(rooms, cohort, exercise, look, ("only", state.first))]
    both: list[tuple[Which, Vote]] = [("first", state.first), ("second", state.second)]
    votes = [vote(rooms, cohort, exercise, look, asked) for asked in both]
    return [*votes, *_moves(rooms, cohort, exercise, look)]


def vote(
    rooms: Rooms, cohort: Cohort, exercise: Exercise, look: Look, asked: tuple[Which, Vote]
) -> VoteResult:
    """Return the results and charts of one vote."""
    figures = summary(rooms, cohort, exercise, asked[1])
    marked = exercise.pictures_with_answers if look.answers else None
    return VoteResult(asked[0], figures, look.draw(exercise, figures, marked or exercise.pictures))


def _moves(rooms: Rooms, cohort: Cohort, exercise: Exercise, look: Look) -> list[VoteResult]:
    if exercise.moves is None:
        return []
    figures = rooms.moves(cohort, exercise.slug, exercise.moves.sql)
    if figures is None:
        return []
    return [VoteResult("moves", figures, look.draw(exercise, figures, exercise.moves.pictures))]


def on_one_scale(pictures: Sequence[Picture]) -> list[Picture]:
    """Return charts of the same kind, with the same scale so that they can be compared."""
    figures = sizes.on_one_scale([picture.figure for picture in pictures])
    return [replace(p, figure=figure) for p, figure in zip(pictures, figures, strict=True)]
