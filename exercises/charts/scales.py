"""Values on a scale: how far one reaches, or two per row."""

from collections.abc import Iterable, Sequence

import pandas as pd
import plotly.graph_objects as go

from exercises.charts.figure import (
    LINE,
    NBSP,
    ROW,
    Space,
    Spec,
    Style,
    figure,
    font,
    grid,
    level_bars,
    named_rows,
)
from exercises.charts.text import GAP, label


def scale(value: float, style: Style, *, ends: tuple[str, str]) -> go.Figure:
    """Draw how far a value reaches from 0 to 1, with both ends named in words."""
    palette = style.palette
    over = {"x": value, "y": 0, "yshift": 0.65 * ROW, "text": style.number(value, bold=True)}
    under = {"y": 0, "yshift": -ROW / 2, "yanchor": "top"}
    low, high = map(label, ends)
    return figure(
        style,
        Space(rows=1, top=LINE, foot=max(low.count("<br>"), high.count("<br>")) * LINE + LINE),
        [level_bars(palette, [1], palette.tint), level_bars(palette, [value], palette.accent)],
        xaxis={"range": [0, 1]},
        yaxis={"range": [0.5, -0.5]},
        barmode="overlay",
        annotations=[
            note | {"showarrow": False}
            for note in (
                over,
                under | {"x": 0, "text": low, "xanchor": "left", "align": "left"},
                under | {"x": 1, "text": high, "xanchor": "right", "align": "right"},
            )
        ],
    )


def dumbbell(
    table: pd.DataFrame, style: Style, *, ends: tuple[int, int], ticks: Sequence[float] = ()
) -> go.Figure:
    """Draw two values per row on one scale: the earlier as a ring, the later as a disc.

    The note should say which is which: ○ and ●. `ticks` defaults to every whole number.
    """
    palette = style.palette
    earlier, later = table.iloc[:, 1].tolist(), table.iloc[:, 2].tolist()
    rows = list(range(len(table)))
    ups = [before <= now for before, now in zip(earlier, later, strict=True)]
    outline = {"color": palette.accent, "width": 3}
    lines = {"type": "scatter", "mode": "lines", "line": outline | {"width": 5}} | {
        "x": [x for pair in zip(earlier, later, strict=True) for x in (*pair, None)],
        "y": [y for row in rows for y in (row, row, None)],
    }

    def points(values: list[float], fill: str, lefts: Iterable[bool], *, bold: bool) -> Spec:
        # Each number is on the outer side of its point, away from the line.
        sides = [f"middle {'left' if left else 'right'}" for left in lefts]
        return {
            "type": "scatter",
            "mode": "markers+text",
            "x": values,
            "y": rows,
            "marker": {"size": 20, "color": fill, "opacity": 1, "line": outline},
            "text": [f"{NBSP}{style.number(value, bold=bold)}{NBSP}" for value in values],
            "textposition": sides,
            "textfont": font(palette.text),
            "cliponaxis": False,
        }

    low, high = ends
    at = list(ticks or range(low, high + 1))
    beyond = (high - low) / 5  # for a number at either end of the scale
    scale = {"visible": True, "side": "top", "tickvals": at}
    if ticks:
        scale["ticktext"] = [style.number(value) for value in at]
    return figure(
        style,
        Space(rows=len(table), top=LINE + GAP),
        [
            lines,
            points(earlier, palette.background, ups, bold=False),
            points(later, palette.accent, [not up for up in ups], bold=True),
        ],
        xaxis=scale | {"range": [low - beyond, high + beyond]} | grid(palette),
        yaxis=named_rows(table),
    )
