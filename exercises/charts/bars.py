"""One bar per row: of a single value, or of the parts of a whole."""

from collections.abc import Collection, Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from exercises.charts.figure import (
    LINE,
    NBSP,
    ROW,
    Space,
    Style,
    figure,
    font,
    level_bars,
    named_rows,
)
from exercises.charts.text import GAP, inert, label, width
from exercises.colours import ink, mix

# One person in thirty: a part this wide has room for a digit.
_SMALLEST_PART_WITH_NUMBER: Final = 0.03
_SMALLEST_PART_WITH_BOTH: Final = 0.12
_TICK: Final = "✓"


def bars(
    table: pd.DataFrame,
    style: Style,
    *,
    leading: int = 0,
    marked: Collection[int] = (),
    most: float = 1,
) -> go.Figure:
    """Draw one bar per row, the first `leading` ones and any `marked` ones in accent and bold.

    A bar across the full width is `most`, whatever the largest value is, so that bars of the same
    length in two pictures mean the same.
    """
    palette = style.palette
    values = table.iloc[:, 1].tolist()
    leads = [row < leading or row in marked for row in range(len(table))]
    trace = level_bars(
        palette,
        values,
        [palette.accent if lead else palette.tint for lead in leads],
        # Values go after the bars, in the margin if need be: a bar may fill the whole plot.
        text=[NBSP + style.number(v, bold=b) for v, b in zip(values, leads, strict=True)],
        textposition="outside",
        constraintext="none",  # or Plotly shrinks it beside a thin bar
        cliponaxis=False,
        textfont=font(palette.text),
    )
    space = Space(rows=len(table), right=width(map(style.in_words, values)))
    return figure(style, space, [trace], xaxis={"range": [0, most]}, yaxis=named_rows(table))


def stacked(
    table: pd.DataFrame,
    style: Style,
    *,
    after: tuple[str, Sequence[str]] | None = None,
    ordered: bool = True,
    marked: Sequence[int] = (),
) -> go.Figure:
    """Draw the parts of each row as one bar, followed by a titled number if `after` is set.

    In each row, one part may be `marked` with a tick, by its index.

    Ordered parts run from dark to light, others have distinct hues; the last one, people who didn't
    answer, is hatched, and named only where there are any.
    """
    palette = style.palette
    title, figures = after or ("", [""])
    parts = list(table.columns[1:])
    traces = []
    for i, part in enumerate(parts):
        last = i == len(parts) - 1
        fill = mix(palette.accent, palette.background, i / (len(parts) - 1))
        if not ordered:
            fill = palette.background if last else palette.hues[i]
        values = table[part].tolist()
        trace = level_bars(
            palette,
            values,
            fill,
            name=label(part),
            text=[
                _in_part(v, style, ticked=i in marked[row : row + 1])
                for row, v in enumerate(values)
            ],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont=font(ink(fill)),
        )
        traces.append(trace)
    # The lightest part is as light as the page, so it's hatched.
    traces[-1]["marker"]["pattern"] = {"shape": "/", "fgcolor": palette.tint}
    traces[-1]["showlegend"] = any(traces[-1]["x"])
    named = len(parts) if any(traces[-1]["x"]) else len(parts) - 1
    # They're bold, so they fill the planned width and would touch the bars without another gap.
    right = width(figures) + (GAP if after else 0)
    beside = {"x": 1, "xanchor": "right", "xshift": right, "align": "right", "showarrow": False}
    return figure(
        style,
        # A phone has room for one part's name per line, partly beside the title of `after`.
        Space(rows=len(table) + 1, right=right, top=named * LINE + GAP - ROW)
        if after
        else Space(rows=len(table), right=right, top=named * LINE + GAP),
        traces,
        xaxis={"range": [0, 1]},
        yaxis=named_rows(table, above=1 if after else 0),
        barmode="stack",
        annotations=[
            beside | {"y": -0.75, "text": label(title)},
            *(beside | {"y": i, "text": f"<b>{inert(text)}</b>"} for i, text in enumerate(figures)),
        ]
        if after
        else [],
        showlegend=True,
        legend={"orientation": "h", "traceorder": "normal", "entrywidth": 100}
        | {"xref": "container", "yref": "container", "x": 0, "y": 1, "yanchor": "top"},
    )


def _in_part(value: float, style: Style, *, ticked: bool) -> str:
    """Return the text in one part of a bar: its number, its tick, or both if they fit."""
    if value < _SMALLEST_PART_WITH_NUMBER:
        return ""
    if not ticked:
        return style.number(value)
    number = style.number(value) if value >= _SMALLEST_PART_WITH_BOTH else ""
    return f"<b>{_TICK}{number}</b>"
