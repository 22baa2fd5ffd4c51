"""The room's charts for step 5: the parts of pitches, how long they are, what they ask for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from exercises import charts
from exercises.content import Content
from exercises.exercise import Picture, Summary, Theme
from exercises.formats import listed, number, percent
from exercises.pitch.wording import PitchContent

Rows = list[dict[str, Any]]


def pictures(summary: Summary, content: Content, theme: Theme) -> list[Picture]:
    """Draw what a room's pitches are like; nothing if no one answered."""
    if not summary["n"]:
        return []
    room = _Room(summary, cast(PitchContent, content), theme)  # EXERCISE pairs the two
    return [_parts(room), _words(room), _kinds(room)]


@dataclass(frozen=True)
class _Room:
    """A room's results, with the wording and colours to show them."""

    summary: Summary
    content: PitchContent
    theme: Theme

    def percent(self, share: float) -> str:
        """Format a share as a percentage."""
        return percent(share, self.content.locale)

    def listed(self, names: Iterable[str]) -> str:
        """Return names as a list."""
        return listed(names, self.content.locale)

    def bars(
        self, of: str, named: list[tuple[str, float]], marked: Collection[int], note: str
    ) -> tuple[Any, pd.DataFrame]:
        """Return one bar per row, some of them marked, and the same numbers as a table."""
        table = pd.DataFrame(named, columns=[of, self.content.pictures.share])
        style = charts.Style(self.theme, self.percent, note)
        return charts.bars(table, style, marked=marked), table


def _parts(room: _Room) -> Picture:
    """Draw how many pitches have each part."""
    words, rows = room.content.pictures, cast(Rows, room.summary["parts"])
    least = min(row["share"] for row in rows)
    missing = [i for i, row in enumerate(rows) if row["share"] == least]
    names = room.listed(room.content.parts[rows[i]["part"]].name for i in missing)
    template = words.parts if least < 1 else words.parts_all
    if not any(row["n"] for row in rows):
        template = words.parts_none
    named = [(room.content.parts[row["part"]].name, row["share"]) for row in rows]
    figure, table = room.bars(words.part, named, missing if least < 1 else (), words.note_parts)
    headline = template.format(names=names, share=room.percent(least))
    return Picture("parts", headline, figure, table)


def _words(room: _Room) -> Picture:
    """Draw how many pitches are within the length recommended for an email."""
    words, found = room.content.pictures, room.summary["words"]
    bands = cast(Rows, found["bands"])
    right = next(i for i, row in enumerate(bands) if row["band"] == "right")
    named = [(words.bands[row["band"]], row["share"]) for row in bands]
    figure, table = room.bars(words.band, named, (right,), words.note_words)
    median = found["median"]
    headline = words.words_none
    if median is not None:
        headline = words.words.format(
            share=room.percent(bands[right]["share"]), median=number(median, room.content.locale, 0)
        )
    return Picture("words", headline, figure, table)


def _kinds(room: _Room) -> Picture:
    """Draw what people ask for."""
    words, rows = room.content.pictures, cast(Rows, room.summary["kinds"])
    most = rows[0]["share"]
    leading = [i for i, row in enumerate(rows) if most and row["share"] == most]
    names = room.listed(room.content.ask_kinds[rows[i]["kind"]].name for i in leading)
    named = [(room.content.ask_kinds[row["kind"]].name, row["share"]) for row in rows]
    figure, table = room.bars(words.kind, named, leading, words.note_kinds)
    template = words.kinds if leading else words.kinds_none
    return Picture("kinds", template.format(names=names, share=room.percent(most)), figure, table)
