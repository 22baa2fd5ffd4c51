"""The room's charts for step 3: from the results of summary.sql to charts with a headline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose, nan
from typing import Any, Final, cast

import pandas as pd

from exercises import charts
from exercises.content import Content
from exercises.exercise import Picture, Summary, Theme
from exercises.formats import listed, number, percent
from exercises.mentor_criteria.answer import CRITERIA, Criterion
from exercises.mentor_criteria.wording import MentorCriteriaContent

PLACES: Final = range(1, len(CRITERIA) + 1)
NAMED_AT_MOST: Final = 3
NEXT_NAMED: Final = 2
# The share of all points for a quality that everyone puts first: 7 of 28.
MOST_POINTS: Final = 0.25

Row = dict[str, Any]


def pictures(summary: Summary, content: Content, theme: Theme) -> list[Picture]:
    """Draw a room's results, or only its deal-breakers if no one ranked anything."""
    room = Room(summary, cast(MentorCriteriaContent, content), theme)  # EXERCISE pairs the two
    if not summary["n"]:
        return []
    if summary["agreement"] is None:
        return [deal_breakers(room)]
    return [borda(room), ranks(room), head_to_head(room), deal_breakers(room), agreement(room)]


@dataclass(frozen=True)
class Room:
    """A room's results, with the wording and colours to show them."""

    summary: Summary
    content: MentorCriteriaContent
    theme: Theme

    @property
    def rows(self) -> list[Row]:
        """The results per quality, most points first."""
        return cast(list[Row], self.summary["rows"])

    @property
    def n(self) -> int:
        """How many people answered."""
        return int(self.summary["n"])

    def percent(self, share: float, decimals: int = 0) -> str:
        """Format a share as a percentage."""
        return percent(share, self.content.locale, decimals)

    def decimal(self, value: float, decimals: int) -> str:
        """Format a number in this language."""
        return number(value, self.content.locale, decimals)

    def name(self, criterion: Criterion) -> str:
        """Return the name of a quality."""
        return self.content.criteria[criterion].name

    def names(self, criteria: Sequence[Criterion]) -> str:
        """Name a few qualities in a sentence, or count them if there are many."""
        if len(criteria) > NAMED_AT_MOST:
            return self.content.pictures.many.format(count=len(criteria))
        return listed(map(self.name, criteria), self.content.locale, in_sentence=True)

    def table(self, rows: Sequence[Row], columns: Mapping[str, Sequence[float]]) -> pd.DataFrame:
        """Return a table with one row per quality; the first column names them."""
        names = [self.name(row["criterion"]) for row in rows]
        return pd.DataFrame({self.content.pictures.quality: names, **columns})

    def style(self, note: str, decimals: int = 0) -> charts.Style:
        """Return the style of a chart of percentages."""
        return charts.Style(self.theme, lambda share: self.percent(share, decimals), note)


def borda(room: Room) -> Picture:
    """Draw each quality's share of the points that the room gave."""
    words = room.content.pictures.borda
    leaders = _leaders(room.rows, "borda_share")
    table = room.table(room.rows, {words.share: [row["borda_share"] for row in room.rows]})
    headline = _first_by_points(room, leaders)
    style = room.style(words.note, decimals=1)
    figure = charts.bars(table, style, leading=len(leaders), most=MOST_POINTS)
    return Picture("borda", headline, figure, table, whole=0)


def _first_by_points(room: Room, leaders: list[Criterion]) -> str:
    """Say what matters most and what comes next: two qualities, or those that are level."""
    words, rest = room.content.pictures.borda, room.rows[len(leaders) :]
    if not rest:
        return words.level
    second = _leaders(rest, "borda_share")
    after = rest[len(second) :]
    third = _leaders(after, "borda_share") if after else []
    followers = second + third if len(second) + len(third) <= NEXT_NAMED else second
    only_one = len(leaders) == 1
    if len(followers) > NAMED_AT_MOST:
        alone = words.one_alone if only_one else words.tie_alone
        return alone.format(names=room.names(leaders))
    template = words.one if only_one else words.tie
    return template.format(names=room.names(leaders), next=room.names(followers))


def ranks(room: Room) -> Picture:
    """Draw how many people put each quality first, next, lower or nowhere, and its mean place."""
    words = room.content.pictures.ranks
    leaders = _leaders(room.rows, "mean_rank")
    chosen = [_chosen(room, row) for row in room.rows]
    columns = [*(words.place.format(place=place) for place in PLACES), words.left_out]
    table = room.table(
        room.rows,
        {words.mean: [row["mean_rank"] for row in room.rows]}
        | {column: [n[i] for n in chosen] for i, column in enumerate(columns)},
    )
    parts = {
        words.first: slice(0, 1),
        words.next: slice(1, 3),
        words.lower: slice(3, 8),
        words.left_out: slice(8, 9),
    }
    drawn = room.table(
        room.rows,
        {part: [sum(n[places]) / room.n for n in chosen] for part, places in parts.items()},
    )
    means = [room.decimal(row["mean_rank"], 1) for row in room.rows]
    headline = (words.one if len(leaders) == 1 else words.tie).format(
        names=room.names(leaders), mean=means[0], first=room.percent(chosen[0][0] / room.n)
    )
    figure = charts.stacked(drawn, _bare(room, words.note), after=(words.mean, means))
    return Picture("ranks", headline, figure, table, folded=True, means=(words.mean,))


def head_to_head(room: Room) -> Picture:
    """Draw how many people put each quality above each of the others."""
    words = room.content.pictures.head_to_head
    duels = room.summary["head_to_head"]
    share = {(duel["criterion"], duel["over"]): duel["share"] for duel in duels}
    order: list[Criterion] = [row["criterion"] for row in room.rows]
    columns = {room.name(over): [share.get((c, over), nan) for c in order] for over in order}
    wins = [[c != over and share[c, over] > share[over, c] for over in order] for c in order]
    table = room.table(room.rows, columns)
    figure = charts.heat(table, _bare(room, words.note), strong=wins)
    said = _duels_in_words(room)
    return Picture("head_to_head", said, figure, table, dense=True, folded=True, whole=0)


def deal_breakers(room: Room) -> Picture:
    """Draw how many people flagged each quality as a deal-breaker."""
    words = room.content.pictures.deal_breakers
    rows = sorted(room.rows, key=lambda row: -row["deal_breaker_share"])
    leaders = _leaders(rows, "deal_breaker_share") if rows[0]["deal_breaker_share"] else []
    table = room.table(rows, {words.share: [row["deal_breaker_share"] for row in rows]})
    template = {0: words.none, 1: words.one}.get(len(leaders), words.tie)
    headline = template.format(
        names=room.names(leaders) if leaders else "",
        share=room.percent(rows[0]["deal_breaker_share"]),
    )
    figure = charts.bars(table, room.style(words.note), leading=len(leaders))
    return Picture("deal_breakers", headline, figure, table)


def agreement(room: Room) -> Picture:
    """Draw how far the room agrees on an order."""
    words = room.content.pictures.agreement
    w: float = room.summary["agreement"]
    style = charts.Style(room.theme, lambda value: room.decimal(value, 2), words.note)
    return Picture(
        "agreement",
        _agreement_in_words(room).format(w=style.in_words(w)),
        charts.scale(w, style, ends=(words.low, words.high)),
        pd.DataFrame({words.measure: [words.w], words.value: [w]}),
        folded=True,
        means=(words.value,),
    )


def _leaders(rows: Sequence[Row], figure: str) -> list[Criterion]:
    """Return the qualities level with the first one by this column."""
    return [row["criterion"] for row in rows if isclose(row[figure], rows[0][figure])]


def _bare(room: Room, note: str) -> charts.Style:
    """Return the style of a chart with so many percentages that a note replaces the signs."""
    return charts.Style(room.theme, lambda share: room.decimal(100 * share, 0), note)


def _chosen(room: Room, row: Row) -> list[int]:
    """Return how many put a quality in each of the eight places, and how many left it out."""
    counts = room.summary["rank_counts"]
    at = {count["rank"]: count["n"] for count in counts if count["criterion"] == row["criterion"]}
    return [*(at[place] for place in PLACES), room.n - row["n_ranked"]]


def _duels_in_words(room: Room) -> str:
    """Say which quality beats all the others (a Condorcet winner), or how close one comes."""
    words = room.content.pictures.head_to_head
    pairs = {(pair["criterion"], pair["over"]): pair for pair in room.summary["head_to_head"]}
    order: list[Criterion] = [row["criterion"] for row in room.rows]

    def margin(criterion: Criterion, over: Criterion) -> int:
        return int(pairs[criterion, over]["n_prefer"] - pairs[over, criterion]["n_prefer"])

    wins = {c: sum(margin(c, over) > 0 for over in order if over != c) for c in order}
    most = max(wins.values())
    best = [c for c in order if wins[c] == most]
    if most == 0:
        return words.level
    if most < len(CRITERIA) - 1:
        template = words.one if len(best) == 1 else words.tie
        return template.format(names=room.names(best), wins=most)
    (winner,) = best
    rival = min((c for c in order if c != winner), key=lambda c: margin(winner, c))
    return words.winner.format(
        winner=room.name(winner),
        rival=room.name(rival),
        share=room.percent(pairs[winner, rival]["share"]),
        against=room.percent(pairs[rival, winner]["share"]),
    )


def _agreement_in_words(room: Room) -> str:
    """Return the sentence for Kendall's W.

    The steps are a rule of thumb after Schmidt 1997, Managing Delphi surveys using nonparametric
    statistical techniques, Decision Sciences 28(3): .1 very weak, .3 weak, .5 moderate, .7 strong.
    """
    words = room.content.pictures.agreement
    steps = ((0.1, words.none), (0.3, words.slight), (0.5, words.some), (0.7, words.good))
    w = room.summary["agreement"]
    return next((sentence for below, sentence in steps if w < below), words.full)
