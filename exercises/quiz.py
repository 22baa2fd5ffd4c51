"""A quiz: one choice an item, voted on twice. What the exercises that are one have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Any, Final, NamedTuple

import pandas as pd

from exercises import charts
from exercises.content import Words, takes
from exercises.exercise import Picture, Summary, Theme, beside
from exercises.formats import listed, percent
from exercises.plural import Plural, counts

Row = dict[str, Any]

_MOVES = beside(__file__, "moves.sql").read_text(encoding="utf-8")

# What may become of a choice between two votes, as the columns of moves.sql name it.
NAMED_AT_MOST: Final = 3  # of several items that are level; more are counted

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
    answer: str
    # What is clear in a room, and what divides it: one item, a few, or many at once.
    quoted: Annotated[str, takes("name")]
    clear: Annotated[str, takes("item", "option", "share")]
    clear_some: Annotated[str, takes("items", "share")]
    clear_many: Annotated[Plural, counts("count", "of", "share")]
    divided: Annotated[str, takes("item", "option", "share")]
    divided_level: Annotated[str, takes("item", "options", "share")]
    divided_some: Annotated[str, takes("items", "share")]
    divided_many: Annotated[Plural, counts("count", "of", "share")]
    note: str
    note_answers: str
    moved_most: Annotated[str, takes("item", "before", "after")]
    moved_some: Annotated[str, takes("items")]
    moved_many: Annotated[Plural, counts("count", "of")]
    nobody_moved: str
    stayed_right: str
    became_right: str
    became_wrong: str
    stayed_wrong: str
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
class QuizText:
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
    summary: Summary, told: QuizText, theme: Theme, right: Mapping[str, str] | None = None
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
    after = (words.answer, [told.options[right[row["item"]]] for row in rows]) if right else None
    note = words.note_answers if right else words.note
    style = charts.Style(theme, lambda share: f"{100 * share:.0f}", note)
    figure = charts.stacked(table, style, after=after, ordered=False)
    return [Picture("votes", _vote_headline(rows, n, told), figure, table)]


def moves(summary: Summary, told: QuizText, theme: Theme) -> list[Picture]:
    """Draw who moved between two votes: over all items together, and item by item."""
    if not summary["n"]:
        return []
    # Of what too few chose twice nothing is known, not even that nobody did.
    rows: list[Row] = [row for row in summary["rows"] if any(row[c] for c in COURSES)]
    return [_flow(rows, told, theme), _by_item(rows, summary["n"], told, theme)] if rows else []


def _flow(rows: Sequence[Row], told: QuizText, theme: Theme) -> Picture:
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


def _by_item(rows: Sequence[Row], n: int, told: QuizText, theme: Theme) -> Picture:
    """Draw how many had each item right in the first vote and in the second."""
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
    style = charts.Style(theme, told.percent, words.note_moves)
    figure = charts.dumbbell(drawn, style, ends=(0, 1), ticks=(0, 0.25, 0.5, 0.75, 1))
    return Picture("moves", _move_headline(rows, n, told), figure, table)


class _Level(NamedTuple):
    """The items of a quiz whose most popular option has the same share, of so many items."""

    rows: Sequence[Row]
    share: float
    of: int


def _vote_headline(rows: Sequence[Row], n: int, told: QuizText) -> str:
    """Say what is clearest and what divides most, and of several that are level all of them."""
    words, tops = told.words, [max(row["counts"].values()) for row in rows]

    def said(top: int, one: str, some: str, many: Plural) -> str:
        at = [row for row, its in zip(rows, tops, strict=True) if its == top]
        level = _Level(at, top / n, len(rows))
        return _with_leader(one, level, told) if len(at) == 1 else _of(level, told, some, many)

    clear = said(max(tops), words.clear, words.clear_some, words.clear_many)
    if max(tops) == min(tops):
        return clear
    divided = said(min(tops), words.divided, words.divided_some, words.divided_many)
    return f"{clear} {divided}"


def _of(level: _Level, told: QuizText, some: str, many: Plural) -> str:
    share, count = told.percent(level.share), len(level.rows)
    if count > NAMED_AT_MOST:
        return many.format(count=count, of=level.of, share=share)
    return some.format(items=_quoted(level.rows, told), share=share)


def _quoted(rows: Sequence[Row], told: QuizText) -> str:
    names = (told.words.quoted.format(name=told.items[row["item"]]) for row in rows)
    return listed(names, told.language, in_sentence=True)


def _with_leader(template: str, level: _Level, told: QuizText) -> str:
    row, share = level.rows[0], level.share
    most = max(row["counts"].values())
    leaders = [told.options[option] for option, n in row["counts"].items() if n == most]
    item, said = told.items[row["item"]], told.percent(share)
    if len(leaders) > 1:
        options = listed(leaders, told.language, in_sentence=True)
        return told.words.divided_level.format(item=item, options=options, share=said)
    return template.format(item=item, option=leaders[0], share=said)


def _move_headline(rows: Sequence[Row], n: int, told: QuizText) -> str:
    sizes = [abs(row["became_right"] - row["became_wrong"]) for row in rows]
    most, words = max(sizes), told.words
    if not most:
        return words.nobody_moved
    moved = [row for row, size in zip(rows, sizes, strict=True) if size == most]
    if len(moved) > NAMED_AT_MOST:
        return words.moved_many.format(count=len(moved), of=len(rows))
    if len(moved) > 1:
        return words.moved_some.format(items=_quoted(moved, told))
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
