"""The room's charts for the close: before and now, recommendations, commitments."""

from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from exercises import charts
from exercises.closing.answer import HIGHEST, LOWEST
from exercises.closing.wording import ClosingContent
from exercises.content import Content
from exercises.exercise import Picture, Summary, Theme
from exercises.formats import number, percent

Rows = list[dict[str, Any]]


def pictures(summary: Summary, content: Content, theme: Theme) -> list[Picture]:
    """Draw a room's results; a question that no one answered has no chart."""
    if not summary["n"]:
        return []
    room = _Room(summary, cast(ClosingContent, content), theme)  # EXERCISE pairs the two
    rated = any(row["n"] for row in summary["rows"])
    said = bool(summary["recommend"]["n"])
    return [*([_shift(room)] if rated else []), *([_recommend(room)] if said else []), _kept(room)]


@dataclass(frozen=True)
class _Room:
    """A room's results, with the wording and colours to show them."""

    summary: Summary
    content: ClosingContent
    theme: Theme

    def percent(self, share: float) -> str:
        """Format a share as a percentage."""
        return percent(share, self.content.locale)

    def decimal(self, value: float) -> str:
        """Format a mean in this language."""
        return number(value, self.content.locale, 1)

    def with_hidden(self, note: str, shown: Rows) -> str:
        """Return a note, which also says so if too few people rated some statements."""
        if len(shown) == len(self.summary["rows"]):
            return note
        return f"{note} {self.content.pictures.hidden}"

    def range_of(self, numbers: list[int]) -> str:
        """Format the smallest and the largest of some numbers, or just one if they're equal."""
        least, most = min(numbers), max(numbers)
        told = self.content.pictures.from_to.format(least=least, most=most)
        return str(most) if least == most else told


def _shift(room: _Room) -> Picture:
    """Draw how true each statement was before, and is now."""
    words, all_rows = room.content.pictures, cast(Rows, room.summary["rows"])
    rows = [row for row in all_rows if row["n"]]
    names = [room.content.items[row["item"]].name for row in rows]
    means = {words.before: "before_mean", words.now: "now_mean"}
    drawn = pd.DataFrame(
        {words.statement: names} | {name: [row[of] for row in rows] for name, of in means.items()}
    )
    more = {words.rated: "n", words.missing: "n_missing"}
    table = drawn.assign(**{name: [row[of] for row in rows] for name, of in more.items()})
    table = table.assign(**_counts(room, rows))
    note = words.note_shift.format(
        rated=room.range_of([row["n"] for row in rows]),
        missing=room.range_of([row["n_missing"] for row in rows]),
    )
    style = charts.Style(room.theme, room.decimal, room.with_hidden(note, rows))
    figure = charts.dumbbell(drawn, style, ends=(LOWEST, HIGHEST))
    return Picture("shift", _moved_most(room, rows), figure, table, means=tuple(means))


def _counts(room: _Room, rows: Rows) -> dict[str, list[int]]:
    """Return how many people gave each rating, before and now."""
    words = room.content.pictures
    return {
        words.counted.format(column=name, rating=rating): [row[of][rating - LOWEST] for row in rows]
        for name, of in ((words.before, "before_counts"), (words.now, "now_counts"))
        for rating in range(LOWEST, HIGHEST + 1)
    }


def before_and_now(summary: Summary, content: Content, theme: Theme) -> list[Picture]:
    """Draw how true each statement was before and how true it is now, as two charts."""
    room = _Room(summary, cast(ClosingContent, content), theme)  # EXERCISE pairs the two
    words, rows = room.content.pictures, [row for row in summary["rows"] if row["n"]]
    sides = (
        (words.before, "before_mean", words.before_average),
        (words.now, "now_mean", words.now_average),
    )
    return [_side(room, rows, *side) for side in sides] if rows else []


def _side(room: _Room, rows: Rows, name: str, of: str, on_average: str) -> Picture:
    words, people = room.content.pictures, sum(row["n"] for row in rows)
    names = [room.content.items[row["item"]].name for row in rows]
    table = pd.DataFrame({words.statement: names, name: [row[of] for row in rows]})
    mean = sum(row["n"] * row[of] for row in rows) / people
    headline = on_average.format(mean=room.decimal(mean))
    rated = [row["n"] for row in rows]
    note = words.note_side.format(most=max(rated), rated=room.range_of(rated))
    style = charts.Style(room.theme, room.decimal, room.with_hidden(note, rows))
    figure = charts.bars(table, style, most=HIGHEST)
    said = max(row["n"] for row in rows)
    return Picture("before_and_now", headline, figure, table, n=said, means=(name,))


def _moved_most(room: _Room, rows: Rows) -> str:
    words = room.content.pictures
    best = max(rows, key=lambda row: row["now_mean"] - row["before_mean"])
    before, now = best["before_mean"], best["now_mean"]
    if now <= before:
        return words.no_shift
    name = room.content.items[best["item"]].name
    return words.shift.format(name=name, before=room.decimal(before), now=room.decimal(now))


def _recommend(room: _Room) -> Picture:
    """Draw how likely people are to recommend it, most likely on top."""
    words, found = room.content.pictures, room.summary["recommend"]
    scores = cast(Rows, found["scores"])[::-1]
    ends = {scores[-1]["score"]: words.lowest, scores[0]["score"]: words.highest}
    named = [ends.get(row["score"], "{rating}").format(rating=row["score"]) for row in scores]
    table = pd.DataFrame(
        {
            words.score: named,
            words.share: [row["share"] for row in scores],
        }
    )
    most = max(row["n"] for row in scores)
    marked = [place for place, row in enumerate(scores) if row["n"] == most]
    style = charts.Style(room.theme, room.percent, words.note_recommend)
    headline = words.recommend.format(mean=room.decimal(found["mean"]), n=found["n"])
    figure = charts.bars(table, style, marked=marked)
    return Picture("recommend", headline, figure, table, whole=found["n"])


def _kept(room: _Room) -> Picture:
    """Draw how many people made a commitment, and how many set a date."""
    words, found = room.content.pictures, room.summary["commitments"]
    table = pd.DataFrame(
        {
            words.what: [words.committed, words.dated],
            words.share_of_room: [found["share"], found["dated_share"]],
        }
    )
    template = words.commitments if found["n"] else words.no_commitments
    style = charts.Style(room.theme, room.percent, words.note_commitments)
    headline = template.format(n=found["n"], dated=found["n_dated"])
    return Picture("commitments", headline, charts.bars(table, style), table)
