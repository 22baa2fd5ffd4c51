"""Quizzes: one choice per item, voted on twice; what all quiz exercises share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Any, Final

import pandas as pd
from pydantic import Field

from exercises import charts
from exercises.exercise import SHARED, Picture, Summary, Theme, beside
from exercises.quiz_headlines import NAMED_AT_MOST, agreed, right_answers
from exercises.quiz_text import QuizText

Row = dict[str, Any]

_MOVES = beside(__file__, "moves.sql").read_text(encoding="utf-8")

# What can happen to a choice between two votes, as moves.sql names its columns.
COURSES: Final = ("stayed_right", "became_right", "became_wrong", "stayed_wrong")

# Where a second vote began, if someone chose to vote the same again. It makes their answer differ
# from the one before, which is how voting again is told (data/votes.py); nothing reads the number.
VotedTheSame = Annotated[
    int | None, SHARED, Field(ge=0, le=2**62, exclude_if=lambda since: since is None)
]


@dataclass(frozen=True)
class Quiz:
    """The items in order, the options, and the right option for each item."""

    right: Mapping[str, str]
    options: tuple[str, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The items in the order they're asked."""
        return tuple(self.right)

    def moves_sql(self, field: str) -> str:
        """Return the SQL for who moved between two votes, given the field with the choices."""
        items = ",\n        ".join(f"['{item}', '{right}']" for item, right in self.right.items())
        return _MOVES.replace(":items", items).replace(":field", field)

    def sample(self, rng: Random, knowing: float = 0.6) -> dict[str, str]:
        """Return plausible invented choices: most are right, and few items are left out."""
        return {
            item: right if rng.random() < knowing else rng.choice(self.options)
            for item, right in self.right.items()
            if rng.random() < 0.95 or item == self.items[0]
        }


def votes(
    summary: Summary, told: QuizText, theme: Theme, right: Mapping[str, str] | None = None
) -> list[Picture]:
    """Draw how a room chose; pass `right` only once the right options may be shown."""
    if not summary["n"]:
        return []
    rows: list[Row] = [row for row in summary["rows"] if any(row["counts"].values())]
    words, n = told.words, summary["n"]
    if not rows:
        return []
    shares = {
        name: [row["counts"][option] / n for row in rows] for option, name in told.options.items()
    }
    left = [(n - sum(row["counts"].values())) / n for row in rows]
    table = pd.DataFrame(
        {words.item: [told.numbered(row["item"]) for row in rows], **shares, words.open: left}
    )
    note = words.note_answers if right else words.note
    if len(rows) < len(summary["rows"]):
        note = f"{note} {words.hidden}"
    style = charts.Style(theme, told.hundredths, note)
    if not right:
        figure = charts.stacked(table, style, ordered=False)
        return [Picture("votes", agreed(rows, n, told), figure, table)]
    holds = [right[row["item"]] for row in rows]
    after = (words.answer, [told.options[option] for option in holds])
    marked = [list(told.options).index(option) for option in holds]
    figure = charts.stacked(table, style, after=after, ordered=False, marked=marked)
    return [Picture("votes", right_answers(rows, n, told, right), figure, table)]


def moves(summary: Summary, told: QuizText, theme: Theme) -> list[Picture]:
    """Draw who moved between two votes: over all items together, and item by item."""
    if not summary["n"]:
        return []
    # If too few chose twice, nothing is known about an item, not even that no one did.
    rows: list[Row] = [row for row in summary["rows"] if any(row[c] for c in COURSES)]
    if not rows:
        return []
    hidden = f" {told.words.hidden_moves}" if len(rows) < len(summary["rows"]) else ""
    flow = charts.Style(theme, told.percent, told.words.note_flow + hidden)
    by_item = charts.Style(theme, told.percent, told.words.note_moves + hidden)
    return [_flow(rows, told, flow), _by_item(rows, summary["n"], told, by_item)]


def _flow(rows: Sequence[Row], told: QuizText, style: charts.Style) -> Picture:
    """Draw how all choices flowed from wrong to right, and back."""
    words, sums = told.words, {course: sum(row[course] for row in rows) for course in COURSES}
    whole = sum(sums.values())
    begun = [words.before_right, words.before_right, words.before_other, words.before_other]
    ended = [words.after_right, words.after_other, words.after_right, words.after_other]
    courses = ("stayed_right", "became_wrong", "became_right", "stayed_wrong")
    shares = [sums[course] / whole for course in courses]
    table = pd.DataFrame({words.before: begun, words.after: ended, words.share: shares})
    headline = words.flowed.format(
        right=told.percent(sums["became_right"] / whole),
        wrong=told.percent(sums["became_wrong"] / whole),
    )
    marked = courses.index("became_right")
    figure = charts.flow(table, style, marked=marked)
    return Picture("flow", headline, figure, table, whole=whole)


def _by_item(rows: Sequence[Row], n: int, told: QuizText, style: charts.Style) -> Picture:
    """Draw how many people had each item right in the first vote and in the second."""
    words = told.words
    drawn = pd.DataFrame(
        {
            words.item: [told.numbered(row["item"]) for row in rows],
            words.before: [_right_before(row) / n for row in rows],
            words.after: [_right_after(row) / n for row in rows],
        }
    )
    names = {course: str(getattr(words, course)) for course in COURSES}
    shares = {name: [row[course] / n for row in rows] for course, name in names.items()}
    left = [(n - sum(row[course] for course in COURSES)) / n for row in rows]
    table = drawn.assign(**shares, **{words.open: left})
    figure = charts.dumbbell(drawn, style, ends=(0, 1), ticks=(0, 0.25, 0.5, 0.75, 1))
    return Picture("moves", _move_headline(rows, n, told), figure, table)


def _move_headline(rows: Sequence[Row], n: int, told: QuizText) -> str:
    sizes = [abs(row["became_right"] - row["became_wrong"]) for row in rows]
    most, words = max(sizes), told.words
    if not most:
        return words.nobody_moved
    moved = [row for row, size in zip(rows, sizes, strict=True) if size == most]
    if len(moved) > NAMED_AT_MOST:
        return words.moved_many.format(count=len(moved), of=len(rows))
    if len(moved) > 1:
        return words.moved_some.format(items=told.quoted(row["item"] for row in moved))
    before, after = _right_before(moved[0]) / n, _right_after(moved[0]) / n
    return words.moved_most.format(
        item=told.items[moved[0]["item"]],
        before=told.percent(before),
        after=told.percent(after),
    )


def _right_before(row: Row) -> int:
    return int(row["stayed_right"] + row["became_wrong"])


def _right_after(row: Row) -> int:
    return int(row["stayed_right"] + row["became_right"])
