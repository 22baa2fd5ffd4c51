"""The contract that every exercise in AGENDA keeps: what an exercise *is*."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Annotated, Any, ClassVar, Final, Literal

import pandas as pd
import plotly.graph_objects as go
from pandas.api.types import is_float_dtype, is_numeric_dtype
from pydantic import BaseModel, ConfigDict

from exercises.content import FIRST_LANGUAGE, Content, Translations
from exercises.formats import figure, percent
from exercises.plan import Date, Section
from exercises.text import Typed

# The two halves of an answer (DESIGN 4). A field says which half it belongs to in its annotation:
# `ranking: Annotated[tuple[Criterion, ...], SHARED]`. The store splits by these words.
SHARED: Final = "shared"
PRIVATE: Final = "private"

MAX_NAME: Final = 60
Name = Annotated[str, Typed(MAX_NAME)]


class Answer(BaseModel):
    """What one person gave: immutable, strictly typed, and refusing what it does not know."""

    # Strict, because a websocket client can send any value (DESIGN 9). `hide_input_in_errors`
    # keeps what people wrote out of messages and logs.
    model_config = ConfigDict(
        strict=True, frozen=True, extra="forbid", allow_inf_nan=False, hide_input_in_errors=True
    )

    # Of a row of a list: whether its id is that of something else, so that two pages that began
    # it mean the same row (exercises/merging.py).
    is_named_after_another: ClassVar[bool] = False


Theme = Literal["light", "dark"]
Held = Literal["text", "count", "share", "mean"]
# Where the summary of a report tells what a room said: in a headline of the exercise's.
Place = Literal["finding", "commitments", "recommendation"]
Summary = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """One chart of a room: its headline in words, the figure, and the same figures as a table."""

    slug: str
    headline: str
    figure: go.Figure
    table: pd.DataFrame
    dense: bool = False  # its numbers would run together on a phone, where the table stands in
    folded: bool = False  # for specialists, or what another chart tells: folded, and not on stage
    n: int | None = None  # how many answers are in it, where not all of the room's are
    means: tuple[str, ...] = ()  # columns of the table that hold a mean or a measure, not a share
    # How many its shares are of, where not of those who answered; 0 where nothing can be counted.
    whole: int | None = None

    def holds(self, column: str) -> Held:
        """Return what a column of the table holds."""
        values = self.table[column]
        if not is_numeric_dtype(values):
            return "text"
        if column in self.means:
            return "mean"
        return "share" if is_float_dtype(values) else "count"

    def rows(self, language: str) -> list[list[str]]:
        """Return the rows of the table as people read them: shares as percentages."""
        columns = [
            [_written(value, self.holds(name), language) for value in self.table[name]]
            for name in self.table.columns
        ]
        return [list(row) for row in zip(*columns, strict=True)]

    def counted(self, column: str, n: int) -> list[int] | None:
        """Return how many each share of a column is, if that can be counted, of n answers."""
        whole = next(known for known in (self.whole, self.n, n) if known is not None)
        if self.holds(column) != "share" or not whole or self.table[column].isna().any():
            return None
        return [round(share * whole) for share in self.table[column]]


def _written(value: Any, held: Held, language: str) -> str:
    if held == "text":
        return str(value)
    if pd.isna(value):
        return ""
    return (percent if held == "share" else figure)(float(value), language)


# What somebody gave in the whole agenda: their answers by the slugs of the exercises.
Given = Mapping[str, Answer]

Pictures = Callable[[Summary, Content, Theme], list[Picture]]


def telling(pictures: list[Picture]) -> list[Picture]:
    """Return the pictures that have figures: none of a question that too few people answered."""
    return [picture for picture in pictures if _has_figures(picture.table)]


def _has_figures(table: pd.DataFrame) -> bool:
    return bool(table.select_dtypes("number").fillna(0).to_numpy().any())


def nothing_in_front(answer: Answer, content: Content) -> Section | None:
    """Return nothing: the first page of a plan has room for little."""
    del answer, content
    return None


def nothing_apart(answer: Answer, content: Content) -> tuple[Section, ...]:
    """Return nothing: one section of a plan is enough for most exercises."""
    del answer, content
    return ()


def no_dates(answer: Answer, content: Content) -> tuple[Date, ...]:
    """Return nothing: the answers of most exercises have no dates for the calendar."""
    del answer, content
    return ()


@dataclass(frozen=True)
class Moves:
    """Who changed their mind between two votes: figures from moves.sql, and pictures of them.

    The SQL reads votes(attendee, first, second), the two shared halves as JSON of everyone who was
    in the first vote, and minimum(least); second is NULL for those who kept their first vote. It
    gives one row, each column one part of the figures, as summary.sql does.
    """

    sql: str
    pictures: Pictures


@dataclass(frozen=True)
class Filter:
    """A question by whose answer a room can be parted, to see how one group of it answered.

    The SQL reads latest(attendee, shared), as summary.sql does, and gives rows (attendee, value);
    `asks` is the question of questions.sql whose answer puts somebody into a group, and may hold
    {value}; `values` has the values that one can ask for, as people read them in some content.
    """

    name: str
    sql: str
    asks: str
    values: Callable[[Any], Mapping[str, str]]


@dataclass(frozen=True)
class Exercise:
    """One exercise of the agenda; everything the house needs to run it without knowing it.

    `summary_sql` reads latest(attendee, shared), the shared halves as JSON of everyone who counts,
    without the questions that too few answered, and minimum(least), how many are enough; it gives
    one row. `questions_sql` says which questions those are, where data/questions.sql doesn't.
    """

    slug: str
    answer: type[Answer]
    wording: Translations[Content]
    summary_sql: str
    pictures: Pictures
    sample: Callable[[Random], Answer]
    plan: Callable[[Any, Any], Section | None]  # (answer, content) -> what one takes away of it
    # How much of what the live minutes ask for an answer has, and of how much: done when it's all.
    core: Callable[[Any], tuple[int, int]]
    # Whether an answer has all that an exercise asks and counts, in SQL over its `shared`.
    whole_sql: str = "true"
    questions_sql: str | None = None
    front: Callable[[Any, Any], Section | None] = nothing_in_front  # on the plan's first page
    # More sections of the plan, each of which one takes along only when asked for.
    apart: Callable[[Any, Any], tuple[Section, ...]] = nothing_apart
    dates: Callable[[Any, Any], tuple[Date, ...]] = no_dates
    moves: Moves | None = None  # where the workshop votes twice
    # Two pictures side by side, of what people said of before and of now; none before anybody did.
    before_and_now: Pictures | None = None
    pictures_with_answers: Pictures | None = None  # the same of a quiz, with what is right marked
    # What is right in a quiz: (what was asked, what holds, why) in the words of some content.
    answers_told: Callable[[Any], tuple[tuple[str, str, str], ...]] | None = None
    filters: tuple[Filter, ...] = ()  # by which the room's figures can be parted
    # The pictures that a report draws, by their slugs; it tells the others in their headlines.
    in_report: tuple[str, ...] = ()
    # The pictures whose headlines open a report, by their place there.
    in_summary: Mapping[Place, str] = field(default_factory=dict)

    def content(self, language: str = FIRST_LANGUAGE) -> Content:
        """Return the wording that the house itself needs, in a language."""
        return self.wording.in_(language)


def beside(module_file: str, name: str) -> Path:
    """Return the path of a file in the same folder as the exercise's module."""
    return Path(module_file).with_name(name)
