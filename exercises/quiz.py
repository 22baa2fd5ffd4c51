"""A quiz: one choice an item, voted on twice. What the exercises that are one have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Any, Final

import pandas as pd

from exercises import charts
from exercises.content import Words, takes
from exercises.exercise import Picture, Summary, Theme, beside
from exercises.formats import percent

Row = dict[str, Any]

_MOVES = beside(__file__, "moves.sql").read_text(encoding="utf-8")

# What may become of a choice between two votes, as the columns of moves.sql name it.
COURSES: Final = ("stayed_right", "became_right", "became_wrong", "stayed_wrong")


class QuizWords(Words):
    """Wording of the vote, of what a reveal tells, and of the room's pictures."""

    counted: str
    yours: str
    chose: Annotated[str, takes("item", "option")]
    right: Annotated[str, takes("option", "why")]
    other: Annotated[str, takes("option", "why")]
    open: str
    item: str
    most: str
    answer: str
    divided: Annotated[str, takes("item", "option", "share")]
    clear: Annotated[str, takes("item", "option", "share")]
    note: str
    moved_most: Annotated[str, takes("item", "before", "after")]
    nobody_moved: str
    stayed_right: str
    became_right: str
    became_wrong: str
    stayed_wrong: str
    now_right: str
    note_moves: str
    before: str
    after: str
    before_right: str
    before_other: str
    after_right: str
    after_other: str
    share: str
    flowed: Annotated[str, takes("right", "wrong")]
    note_flow: str


@dataclass(frozen=True)
class Quiz:
    """The items in their order, the options, and the right one of each item."""

    right: Mapping[str, str]
    options: tuple[str, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The items in the order in which they are asked."""
        return tuple(self.right)

    def moves_sql(self, field: str) -> str:
        """Return the SQL of who moved between two votes, by the field that has the choices."""
        items = ",\n        ".join(f"['{item}', '{right}']" for item, right in self.right.items())
        return _MOVES.replace(":items", items).replace(":field", field)

    def sample(self, rng: Random, knowing: float = 0.6) -> dict[str, str]:
        """Return plausible synthetic choices: most are right, and few items are left out."""
        return {
            item: right if rng.random() < knowing else rng.choice(self.options)
            for item, right in self.right.items()
            if rng.random() < 0.95 or item == self.items[0]
        }


@dataclass(frozen=True)
class Told:
    """A quiz in words: the short names of its items, of its options, and the rest."""

    items: Mapping[str, str]
    options: Mapping[str, str]
    words: QuizWords
    language: str

    def numbered(self, item: str) -> str:
        """Return an item's number and name, as people saw them when they chose."""
        return f"{list(self.items).index(item) + 1} · {self.items[item]}"

    def percent(self, share: float) -> str:
        """Write a share as a percentage."""
        return percent(share, self.language)


def votes(
    summary: Summary, told: Told, theme: Theme, right: Mapping[str, str] | None = None
) -> list[Picture]:
    """Draw how a room chose; which option is `right` only once that may be told."""
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
    style = charts.Style(theme, lambda share: f"{100 * share:.0f}", words.note)
    most = [told.percent(max(row["counts"].values()) / n) for row in rows]
    after = (words.most, most)
    if right:
        after = (words.answer, [told.options[right[row["item"]]] for row in rows])
    figure = charts.stacked(table, style, after=after, ordered=False)
    return [Picture("votes", _vote_headline(rows, n, told), figure, table)]


def moves(summary: Summary, told: Told, theme: Theme) -> list[Picture]:
    """Draw who moved between two votes: over all items together, and item by item."""
    if not summary["n"]:
        return []
    # Of what too few chose twice nothing is known, not even that nobody did.
    rows: list[Row] = [row for row in summary["rows"] if any(row[c] for c in COURSES)]
    return [_flow(rows, told, theme), _by_item(rows, summary["n"], told, theme)] if rows else []


def _flow(rows: Sequence[Row], told: Told, theme: Theme) -> Picture:
    """Draw how all choices flowed from what does not hold to what does, and back."""
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
    style = charts.Style(theme, told.percent, words.note_flow)
    marked = courses.index("became_right")
    figure = charts.flow(table, style, marked=marked)
    return Picture("flow", headline, figure, table, whole=whole)


def _by_item(rows: Sequence[Row], n: int, told: Told, theme: Theme) -> Picture:
    words = told.words
    names = {course: str(getattr(words, course)) for course in COURSES}
    shares = {name: [row[course] / n for row in rows] for course, name in names.items()}
    left = [(n - sum(row[course] for course in COURSES)) / n for row in rows]
    table = pd.DataFrame(
        {words.item: [told.items[row["item"]] for row in rows], **shares, words.open: left}
    )
    style = charts.Style(theme, lambda share: f"{100 * share:.0f}", words.note_moves)
    after = [told.percent(_right_after(row) / n) for row in rows]
    figure = charts.stacked(table, style, after=(words.now_right, after))
    return Picture("moves", _move_headline(rows, n, told), figure, table)


def _vote_headline(rows: Sequence[Row], n: int, told: Told) -> str:
    tops = [(max(row["counts"].values()) / n, row) for row in rows]
    clearest = max(tops, key=lambda top: top[0])
    divided = min(tops, key=lambda top: top[0])
    first = _with_leader(told.words.clear, *clearest, told)
    if divided[0] == clearest[0]:
        return first
    return f"{first} {_with_leader(told.words.divided, *divided, told)}"


def _with_leader(template: str, share: float, row: Row, told: Told) -> str:
    leader = max(row["counts"], key=row["counts"].__getitem__)
    return template.format(
        item=told.items[row["item"]], option=told.options[leader], share=told.percent(share)
    )


def _move_headline(rows: Sequence[Row], n: int, told: Told) -> str:
    shifts = [(abs(row["became_right"] - row["became_wrong"]), row) for row in rows]
    size, row = max(shifts, key=lambda shift: shift[0])
    if not any(row["became_right"] + row["became_wrong"] for row in rows):
        return told.words.nobody_moved
    before, after = (row["stayed_right"] + row["became_wrong"]) / n, _right_after(row) / n
    moved = told.words.moved_most.format(
        item=told.items[row["item"]], before=told.percent(before), after=told.percent(after)
    )
    return moved if size else told.words.nobody_moved


def _right_after(row: Row) -> int:
    return int(row["stayed_right"] + row["became_right"])
