"""A chart of what a room chose: one bar per option, and a headline naming the leaders."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from exercises import charts
from exercises.exercise import Picture, Theme
from exercises.formats import listed, percent


@dataclass(frozen=True)
class ChosenWords:
    """The wording of such a chart; `headline` takes {names} and {share}."""

    headline: str
    nobody: str
    option: str
    share: str
    note: str


def chosen(
    slug: str,
    named: Sequence[tuple[str, float]],
    words: ChosenWords,
    language: str,
    theme: Theme,
) -> Picture:
    """Draw options with their shares of a room, largest first; tied options lead together."""
    ordered = sorted(named, key=lambda pair: -pair[1])
    most = ordered[0][1]
    leaders = [name for name, share in ordered if share == most] if most else []
    table = pd.DataFrame(ordered, columns=[words.option, words.share])
    headline = (words.headline if leaders else words.nobody).format(
        names=listed(leaders, language), share=percent(most, language)
    )
    style = charts.Style(theme, partial(percent, language=language), words.note)
    return Picture(slug, headline, charts.bars(table, style, leading=len(leaders)), table)
