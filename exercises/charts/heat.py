"""A heat map: a table as cells, darker for higher values."""

from collections.abc import Sequence
from math import isnan

import pandas as pd
import plotly.graph_objects as go

from exercises.charts.figure import ROW, Space, Style, figure, font, named_rows
from exercises.charts.text import GAP, on_one_line, width
from exercises.colours import ink, mix


def heat(table: pd.DataFrame, style: Style, *, strong: Sequence[Sequence[bool]]) -> go.Figure:
    """Draw a numbered cell per row and column, darker for higher values; strong ones in bold."""
    palette = style.palette
    cells = table.iloc[:, 1:].to_numpy(dtype=float).tolist()
    most = max((value for row in cells for value in row if not isnan(value)), default=0) or 1
    shades = [[value / most for value in row] for row in cells]
    filled = [(y, x) for y, row in enumerate(cells) for x, v in enumerate(row) if not isnan(v)]
    columns = [on_one_line(name) for name in table.columns[1:]]
    colours = {
        "type": "heatmap",
        "z": shades,
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, palette.background], [1, palette.accent]],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    inks = [ink(mix(palette.background, palette.accent, shades[y][x])) for y, x in filled]
    numbers = {
        "type": "scatter",
        "x": [x for _, x in filled],
        "y": [y for y, _ in filled],
        "mode": "text",
        "text": [style.number(cells[y][x], bold=strong[y][x]) for y, x in filled],
        "textfont": font(inks),
    }
    named_columns = {
        "side": "top",
        "visible": True,
        "tickvals": list(range(len(columns))),
        "ticktext": columns,
        # Horizontal if the columns are wide enough, or upright; never slanted, never cut off.
        "autotickangles": [0, -90],
        "automargin": True,
    }
    return figure(
        style,
        # Upright names take space from the rows, which are higher where names are horizontal.
        Space(rows=len(table) + width(columns) / ROW, right=GAP),
        [colours, numbers],
        xaxis=named_columns,
        yaxis=named_rows(table),
    )
