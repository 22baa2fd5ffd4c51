"""A flow chart: bands from one side to the other show what becomes of each part."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from exercises.charts.figure import ROW, Space, Style, figure, font
from exercises.charts.text import GAP, label
from exercises.colours import mix

# The chart's height, in rows of bars.
_FLOW_ROWS: Final = 4


def flow(table: pd.DataFrame, style: Style, *, marked: int) -> go.Figure:
    """Draw what becomes of each part: a band per row, as wide as its share, one `marked`.

    The first two columns name where a band begins and where it ends, in order from the top.
    """
    palette = style.palette
    sides = [list(dict.fromkeys(table.iloc[:, side])) for side in (0, 1)]
    shares = table.iloc[:, 2].tolist()
    ends = [
        [table[shares_of].eq(name) for name in names]
        for shares_of, names in zip(table.columns[:2], sides, strict=True)
    ]
    whole = [float(table.loc[rows].iloc[:, 2].sum()) for side in ends for rows in side]
    names = [label(name) for side in sides for name in side]
    bands = {
        "type": "sankey",
        "arrangement": "snap",
        "textfont": font(palette.text),
        "node": {
            "label": [
                f"{name} <b>{style.number(v)}</b>" for name, v in zip(names, whole, strict=True)
            ],
            "color": palette.accent,
            "line": {"width": 0},
            "pad": ROW / 2,
            "thickness": GAP,
        },
        "link": {
            "source": [sides[0].index(name) for name in table.iloc[:, 0]],
            "target": [len(sides[0]) + sides[1].index(name) for name in table.iloc[:, 1]],
            "value": shares,
            "color": [
                mix(palette.accent, palette.background, 0.45) if row == marked else palette.tint
                for row in range(len(table))
            ],
        },
    }
    space = Space(rows=_FLOW_ROWS, top=GAP)
    return figure(style, space, [bands], xaxis={}, yaxis={})
