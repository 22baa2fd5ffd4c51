"""The room's charts for step 2: what people want and have, who could help, what's in the way."""

from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from exercises import charts
from exercises.chosen import ChosenWords, chosen
from exercises.content import Content
from exercises.exercise import Picture, Summary, Theme
from exercises.formats import listed, number, percent
from exercises.self_assessment.answer import HIGHEST, LOWEST
from exercises.self_assessment.wording import ColumnWords, SelfAssessmentContent

Row = dict[str, Any]
_COLUMNS = ("growth", "strengths")  # of competencies
_PAIRS_TOLD = 6
_READY_FROM = 4


@dataclass(frozen=True)
class _Room:
    """A room's results, with the wording and colours to show them."""

    summary: Summary
    content: SelfAssessmentContent
    theme: Theme

    def percent(self, share: float) -> str:
        """Format a share as a percentage."""
        return percent(share, self.content.locale)

    def hundredths(self, share: float) -> str:
        """Format a share without the sign, where a note explains it."""
        return number(100 * share, self.content.locale, 0)

    def name(self, row: Row) -> str:
        """Return the name of a competency."""
        return self.content.competencies[row["competency"]]

    def most(self, column: str) -> tuple[str, float]:
        """Return what's picked most in a column, with ties, and by what share of the room."""
        rows = cast(list[Row], self.summary["rows"])
        share = max(row[f"{column}_share"] for row in rows)
        leaders = [self.name(row) for row in rows if row[f"{column}_share"] == share]
        return listed(leaders, self.content.locale), share


def pictures(summary: Summary, content: Content, theme: Theme) -> list[Picture]:
    """Draw what a room wants, is good at and is held back by; nothing if no one answered."""
    if not summary["n"]:
        return []
    room = _Room(summary, cast(SelfAssessmentContent, content), theme)  # EXERCISE pairs the two
    wanted, had = (bool(room.most(column)[1]) for column in _COLUMNS)
    return [
        *([_grid(room)] if wanted or had else []),
        *([_help(room)] if wanted and had else []),
        _challenges(room),
        _ready(room),
    ]


def _grid(room: _Room) -> Picture:
    words, rows = (
        room.content.pictures,
        sorted(cast(list[Row], room.summary["rows"]), key=lambda row: -row["growth_share"]),
    )
    known = [column for column in _COLUMNS if room.most(column)[1]]
    named = cast(dict[str, ColumnWords], room.content.columns)
    table = pd.DataFrame(
        {words.competency: [room.name(row) for row in rows]}
        | {named[c].name: [row[f"{c}_share"] for row in rows] for c in known}
    )
    strong = [[row[f"{c}_share"] == room.most(c)[1] for c in known] for row in rows]
    style = charts.Style(room.theme, room.hundredths, words.note_grid)
    (growth, growth_share), (strength, strength_share) = room.most("growth"), room.most("strengths")
    headline = words.grid.format(
        growth=growth,
        growth_share=room.percent(growth_share),
        strength=strength,
        strength_share=room.percent(strength_share),
    )
    said = growth_share and strength_share
    return Picture(
        "grid", headline if said else words.no_grid, charts.heat(table, style, strong=strong), table
    )


def _help(room: _Room) -> Picture:
    """Draw what some could teach others: no more pairs than the smaller of the two sides."""
    words = room.content.pictures
    rows = sorted(cast(list[Row], room.summary["rows"]), key=lambda row: -_pairs(row))
    told = [row for row in rows if _pairs(row)][:_PAIRS_TOLD] or rows[:1]
    table = pd.DataFrame(
        {
            words.competency: [room.name(row) for row in told],
            words.paired: [_pairs(row) / room.summary["n"] for row in told],
            words.want: [row["n_growth"] for row in told],
            words.have: [row["n_strengths"] for row in told],
        }
    )
    best = told[0]
    headline = words.help.format(
        competency=room.name(best), share=room.percent(_pairs(best) / room.summary["n"])
    )
    style = charts.Style(room.theme, room.percent, words.note_help)
    figure = charts.bars(table, style, leading=1 if _pairs(best) else 0)
    return Picture("help", headline if _pairs(best) else words.no_help, figure, table)


def _challenges(room: _Room) -> Picture:
    """Draw what's in people's way."""
    content, words = room.content, room.content.pictures
    rows = cast(list[Row], room.summary["challenges"])
    names = [(content.challenges[row["challenge"]], row["share"]) for row in rows]
    told = ChosenWords(
        headline=words.challenge,
        nobody=words.no_challenge,
        option=words.of_challenge,
        share=words.share_of_answers,
        note=words.note_challenges,
    )
    return chosen("challenges", names, told, content.locale, room.theme)


def _ready(room: _Room) -> Picture:
    words, rows = room.content.pictures, cast(list[Row], room.summary["readiness"])
    all_rated = sum(row["n"] for row in rows)
    shares = [row["n"] / all_rated if all_rated else 0.0 for row in rows]
    ends = {LOWEST: words.lowest, HIGHEST: words.highest}
    named = [ends.get(row["rating"], "{rating}").format(rating=row["rating"]) for row in rows]
    table = pd.DataFrame({words.rating: named, words.share: shares})
    ready = sum(s for r, s in zip(rows, shares, strict=True) if r["rating"] >= _READY_FROM)
    headline = words.ready.format(share=room.percent(ready)) if all_rated else words.no_ready
    marked = [place for place, row in enumerate(rows) if row["rating"] >= _READY_FROM]
    style = charts.Style(room.theme, room.percent, words.note_ready)
    figure = charts.bars(table, style, marked=marked)
    return Picture("readiness", headline, figure, table, whole=all_rated)


def _pairs(row: Row) -> int:
    return int(min(row["n_growth"], row["n_strengths"]))
