"""The contract that every exercise in AGENDA fulfils: what an exercise *is*."""

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
from exercises.plan import Date, Section, ToDo
from exercises.text import Typed

# The two halves of an answer (DESIGN 4). Each field's annotation says which half it belongs to:
# `ranking: Annotated[tuple[Criterion, ...], SHARED]`. The store splits by these words.
SHARED: Final = "shared"
PRIVATE: Final = "private"

MAX_NAME: Final = 60
Name = Annotated[str, Typed(MAX_NAME)]


class Answer(BaseModel):
    """What one person entered: immutable, strictly typed, and rejecting unknown fields."""

    # Strict, because a websocket client can send any value (DESIGN 9). `hide_input_in_errors` keeps
    # people's words out of messages and logs.
    model_config = ConfigDict(
        strict=True, frozen=True, extra="forbid", allow_inf_nan=False, hide_input_in_errors=True
    )

    # For a row in a list: whether its id comes from something else, so that two pages that both
    # started it mean the same row (exercises/merging.py).
    is_named_after_another: ClassVar[bool] = False


Theme = Literal["light", "dark"]
Held = Literal["text", "count", "share", "mean"]
# Where a report's summary uses a headline from the exercise.
Place = Literal["finding", "commitments", "recommendation"]
Summary = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """One chart of a room: its headline, the figure, and the same numbers as a table."""

    slug: str
    headline: str
    figure: go.Figure
    table: pd.DataFrame
    dense: bool = False  # its numbers would overlap on a phone, which shows the table
    folded: bool = False  # for specialists or redundant: folded, and not on stage
    n: int | None = None  # how many answers it's based on, if not all of the room's
    means: tuple[str, ...] = ()  # table columns that hold a mean or a measure, not a share
    # What its shares are of, if not of those who answered; 0 if nothing can be counted.
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
        """Return the rows of the table formatted for people: shares as percentages."""
        columns = [
            [_written(value, self.holds(name), language) for value in self.table[name]]
            for name in self.table.columns
        ]
        return [list(row) for row in zip(*columns, strict=True)]

    def counted(self, column: str, n: int) -> list[int] | None:
        """Return the counts behind a column's shares, of n answers; None if they're unknown."""
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


# One person's answers in the whole agenda, by exercise slug.
Given = Mapping[str, Answer]

Pictures = Callable[[Summary, Content, Theme], list[Picture]]


def telling(pictures: list[Picture]) -> list[Picture]:
    """Return the pictures with numbers in them, without questions that too few people answered."""
    return [picture for picture in pictures if _has_figures(picture.table)]


def _has_figures(table: pd.DataFrame) -> bool:
    return bool(table.select_dtypes("number").fillna(0).to_numpy().any())


def nothing_in_front(answer: Answer, content: Content) -> Section | None:
    """Return None, because the plan's first page has little room."""
    del answer, content
    return None


def nothing_apart(answer: Answer, content: Content) -> tuple[Section, ...]:
    """Return nothing, because one section of the plan is enough for most exercises."""
    del answer, content
    return ()


def no_dates(answer: Answer, content: Content) -> tuple[Date, ...]:
    """Return nothing, because most exercises have no dates for the calendar."""
    del answer, content
    return ()


def nothing_to_do(answer: Answer, content: Content) -> tuple[ToDo, ...]:
    """Return nothing, because most exercises plan no actions."""
    del answer, content
    return ()


@dataclass(frozen=True)
class Moves:
    """Who changed their mind between two votes: the numbers from moves.sql, and their pictures.

    The SQL reads votes(attendee, first, second), the two shared halves as JSON for everyone in the
    first vote, and minimum(least); second is NULL for people who kept their first vote. It returns
    one row with a column for each part of the results, like summary.sql.
    """

    sql: str
    pictures: Pictures


@dataclass(frozen=True)
class Filter:
    """A question whose answers split a room, to see how one group answered other questions.

    The SQL reads latest(attendee, shared), like summary.sql, and returns rows (attendee, value);
    `asks` is the question in questions.sql whose answer puts someone into a group, and may contain
    {value}; `values` maps the possible values to their names in some content.
    """

    name: str
    sql: str
    asks: str
    values: Callable[[Any], Mapping[str, str]]


@dataclass(frozen=True)
class Exercise:
    """One exercise of the agenda: everything the app needs to run it without knowing it.

    `summary_sql` reads latest(attendee, shared), the shared halves as JSON of everyone who counts,
    without the questions that too few answered, and minimum(least), how many are enough; it returns
    one row. `questions_sql` says which questions those are, where data/questions.sql can't.
    """

    slug: str
    answer: type[Answer]
    wording: Translations[Content]
    summary_sql: str
    pictures: Pictures
    sample: Callable[[Random], Answer]
    plan: Callable[[Any, Any], Section | None]  # (answer, content) -> its section of the plan
    # How much of what the live minutes ask for is answered, and out of how much: done when equal.
    core: Callable[[Any], tuple[int, int]]
    # Whether an answer has everything that the exercise asks and counts, in SQL over its `shared`.
    whole_sql: str = "true"
    questions_sql: str | None = None
    front: Callable[[Any, Any], Section | None] = nothing_in_front  # on the plan's first page
    # More sections of the plan, each included only on request.
    apart: Callable[[Any, Any], tuple[Section, ...]] = nothing_apart
    dates: Callable[[Any, Any], tuple[Date, ...]] = no_dates
    to_do: Callable[[Any, Any], tuple[ToDo, ...]] = nothing_to_do  # what has no date yet
    moves: Moves | None = None  # where the workshop votes twice
    # Two pictures side by side, of ratings before and now; none until there are any.
    before_and_now: Pictures | None = None
    pictures_with_answers: Pictures | None = None  # a quiz's, with the right answers marked
    # A quiz's right answers: (the question, what's right, why) in the words of some content.
    answers_told: Callable[[Any], tuple[tuple[str, str, str], ...]] | None = None
    filters: tuple[Filter, ...] = ()  # what the room's results can be split by
    # The pictures that a report draws, by their slugs; it only gives the others' headlines.
    in_report: tuple[str, ...] = ()
    # The pictures whose headlines open a report, by their place there.
    in_summary: Mapping[Place, str] = field(default_factory=dict)

    def content(self, language: str = FIRST_LANGUAGE) -> Content:
        """Return the wording that the app itself needs, in a language."""
        return self.wording.in_(language)


def beside(module_file: str, name: str) -> Path:
    """Return the path of a file in the same folder as the exercise's module."""
    return Path(module_file).with_name(name)
