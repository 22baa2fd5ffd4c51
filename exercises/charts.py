"""Shared Plotly builders: DataFrame -> Figure, readable from the back and in greyscale.

In every table the first column names the rows, and the columns after it are what is drawn, as
shares of 0 to 1. Rows are drawn by number, not by name, so that two equal names stay two rows.

A figure brings its own colours and sizes (`st.plotly_chart(figure, theme=None)`), leaves the
headline to the page, and says at its foot how to read it. Nothing in it reacts to a touch: a thumb
that scrolls past on a phone must not zoom.
"""

import re
import textwrap
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import isnan
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from exercises.colours import PALETTES, Palette, ink, mix
from exercises.exercise import Theme

# A piece of a Plotly figure, as Plotly's reference describes it.
Spec = dict[str, Any]

FONT_SIZE: Final = 18

# In pixels. A figure is made before its text is measured, so it plans with a wide character.
_CHARACTER: Final = 10
_LINE: Final = 25
_ROW: Final = 54
_GAP: Final = 12

# In characters. Narrow enough that bars and notes find room on a phone 390 pixels wide.
_LABEL: Final = 14
_LONGEST_WORD: Final = 16
_NOTE: Final = 40

# As high as so many rows of bars.
_FLOW_ROWS: Final = 4

# One person of thirty: a digit fits into such a part.
_SMALLEST_PART_WITH_NUMBER: Final = 0.03
_SMALLEST_PART_WITH_BOTH: Final = 0.12
_TICK: Final = "✓"
_NBSP: Final = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Style:
    """How a figure looks and reads: its theme, its numbers in words, the note at its foot."""

    theme: Theme
    in_words: Callable[[float], str]
    note: str

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return PALETTES[self.theme]

    def number(self, value: float, *, bold: bool = False) -> str:
        """Write a number into the figure."""
        text = _inert(self.in_words(value))
        return f"<b>{text}</b>" if bold else text


# --- Builders -------------------------------------------------------------------------------------


def bars(
    table: pd.DataFrame,
    style: Style,
    *,
    leading: int = 0,
    marked: Collection[int] = (),
    most: float = 1,
) -> go.Figure:
    """Draw a bar a row, the first `leading` ones and those `marked` in accent and bold.

    A bar across the whole width is `most`, whatever the largest one is: bars of two pictures that
    are as long mean the same.
    """
    palette = style.palette
    values = table.iloc[:, 1].tolist()
    leads = [row < leading or row in marked for row in range(len(table))]
    trace = _bars(
        palette,
        values,
        [palette.accent if lead else palette.tint for lead in leads],
        # Values stand after the bars, in the margin where need be: a bar may fill the whole plot.
        text=[_NBSP + style.number(v, bold=b) for v, b in zip(values, leads, strict=True)],
        textposition="outside",
        constraintext="none",  # else Plotly writes it smaller beside a thin bar
        cliponaxis=False,
        textfont=_font(palette.text),
    )
    space = _Space(rows=len(table), right=_width(map(style.in_words, values)))
    return _figure(style, space, [trace], xaxis={"range": [0, most]}, yaxis=_named_rows(table))


def stacked(
    table: pd.DataFrame,
    style: Style,
    *,
    after: tuple[str, Sequence[str]] | None = None,
    ordered: bool = True,
    marked: Sequence[int] = (),
) -> go.Figure:
    """Draw the parts of each row as one bar, and `after` it a titled figure, if there is one.

    Of each row, one part may be `marked` with a tick, by its place among the parts.

    Parts are dark to light where they have an order, else in distinct hues; the last one, who
    said nothing, is hatched.
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
        trace = _bars(
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
            textfont=_font(ink(fill)),
        )
        traces.append(trace)
    # The lightest part is as light as the page, so it is hatched.
    traces[-1]["marker"]["pattern"] = {"shape": "/", "fgcolor": palette.tint}
    # They're bold, and so as wide as planned: without another gap they'd touch the bars.
    right = _width(figures) + (_GAP if after else 0)
    beside = {"x": 1, "xanchor": "right", "xshift": right, "align": "right", "showarrow": False}
    return _figure(
        style,
        # A phone has room for one part's name a line, partly beside the title of `after`.
        _Space(rows=len(table) + 1, right=right, top=len(parts) * _LINE + _GAP - _ROW)
        if after
        else _Space(rows=len(table), right=right, top=len(parts) * _LINE + _GAP),
        traces,
        xaxis={"range": [0, 1]},
        yaxis=_named_rows(table, above=1 if after else 0),
        barmode="stack",
        annotations=[
            beside | {"y": -0.75, "text": label(title)},
            *(
                beside | {"y": i, "text": f"<b>{_inert(text)}</b>"}
                for i, text in enumerate(figures)
            ),
        ]
        if after
        else [],
        showlegend=True,
        legend={"orientation": "h", "traceorder": "normal", "entrywidth": 100}
        | {"xref": "container", "yref": "container", "x": 0, "y": 1, "yanchor": "top"},
    )


def _in_part(value: float, style: Style, *, ticked: bool) -> str:
    """Return what stands in one part of a bar: its number, its tick, or both where they fit."""
    if value < _SMALLEST_PART_WITH_NUMBER:
        return ""
    if not ticked:
        return style.number(value)
    number = style.number(value) if value >= _SMALLEST_PART_WITH_BOTH else ""
    return f"<b>{_TICK}{number}</b>"


def heat(table: pd.DataFrame, style: Style, *, strong: Sequence[Sequence[bool]]) -> go.Figure:
    """Draw a numbered cell per row and column, the darker the more; the strong ones bold."""
    palette = style.palette
    cells = table.iloc[:, 1:].to_numpy(dtype=float).tolist()
    most = max((value for row in cells for value in row if not isnan(value)), default=0) or 1
    shades = [[value / most for value in row] for row in cells]
    filled = [(y, x) for y, row in enumerate(cells) for x, v in enumerate(row) if not isnan(v)]
    columns = [_on_one_line(name) for name in table.columns[1:]]
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
        "textfont": _font(inks),
    }
    named_columns = {
        "side": "top",
        "visible": True,
        "tickvals": list(range(len(columns))),
        "ticktext": columns,
        # Level where the columns are wide enough, else upright; never slanted, never cut.
        "autotickangles": [0, -90],
        "automargin": True,
    }
    return _figure(
        style,
        # Upright names take their room from the rows, which are the higher where names are level.
        _Space(rows=len(table) + _width(columns) / _ROW, right=_GAP),
        [colours, numbers],
        xaxis=named_columns,
        yaxis=_named_rows(table),
    )


def scale(value: float, style: Style, *, ends: tuple[str, str]) -> go.Figure:
    """Draw how far one value reaches from 0 to 1, the two ends named in words."""
    palette = style.palette
    over = {"x": value, "y": 0, "yshift": 0.65 * _ROW, "text": style.number(value, bold=True)}
    under = {"y": 0, "yshift": -_ROW / 2, "yanchor": "top"}
    low, high = map(label, ends)
    return _figure(
        style,
        _Space(rows=1, top=_LINE, foot=max(low.count("<br>"), high.count("<br>")) * _LINE + _LINE),
        [_bars(palette, [1], palette.tint), _bars(palette, [value], palette.accent)],
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
    """Draw two values a row on one scale: the earlier as a ring, the later as a disc.

    The note should say which is which: ○ and ●. `ticks` are every whole number if none are given.
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
        # Each number stands on the outer side of its point, where the line is not.
        sides = [f"middle {'left' if left else 'right'}" for left in lefts]
        return {
            "type": "scatter",
            "mode": "markers+text",
            "x": values,
            "y": rows,
            "marker": {"size": 20, "color": fill, "opacity": 1, "line": outline},
            "text": [f"{_NBSP}{style.number(value, bold=bold)}{_NBSP}" for value in values],
            "textposition": sides,
            "textfont": _font(palette.text),
            "cliponaxis": False,
        }

    low, high = ends
    at = list(ticks or range(low, high + 1))
    beyond = (high - low) / 5  # for a number at either end of the scale
    scale = {"visible": True, "side": "top", "tickvals": at}
    if ticks:
        scale["ticktext"] = [style.number(value) for value in at]
    return _figure(
        style,
        _Space(rows=len(table), top=_LINE + _GAP),
        [
            lines,
            points(earlier, palette.background, ups, bold=False),
            points(later, palette.accent, [not up for up in ups], bold=True),
        ],
        xaxis=scale | {"range": [low - beyond, high + beyond]} | _grid(palette),
        yaxis=_named_rows(table),
    )


# --- For other places than a page ---------------------------------------------------------------


def flow(table: pd.DataFrame, style: Style, *, marked: int) -> go.Figure:
    """Draw what becomes of each part: a band a row, as wide as its share, one of them `marked`.

    The first two columns name where a band begins and where it ends, in the order from the top.
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
        "textfont": _font(palette.text),
        "node": {
            "label": [
                f"{name} <b>{style.number(v)}</b>" for name, v in zip(names, whole, strict=True)
            ],
            "color": palette.accent,
            "line": {"width": 0},
            "pad": _ROW / 2,
            "thickness": _GAP,
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
    space = _Space(rows=_FLOW_ROWS, top=_GAP)
    return _figure(style, space, [bands], xaxis={}, yaxis={})


# --- Text -----------------------------------------------------------------------------------------


def label(text: str) -> str:
    """Return a name for a chart: in two short lines, the rest cut, its markup inert."""
    # One long word must not take a phone's width from the bars: better broken than too wide.
    broken = re.sub(rf"(\w{{{_LONGEST_WORD - 1}}})(?=\w{{2}})", r"\1- ", text)
    width = max([_LABEL, *map(len, broken.split())])
    first, *rest = textwrap.wrap(broken, width) or [""]
    second = [f"{rest[0]} …" if rest[1:] else rest[0]] if rest else []
    return "<br>".join(map(_inert, [first, *second]))


def _on_one_line(text: str) -> str:
    return _inert(text if len(text) <= 2 * _LABEL else f"{text[: 2 * _LABEL]}…")


def _inert(text: str) -> str:
    """Escape `& < >`: Plotly makes links and styles of tags wherever text goes (DESIGN 9)."""
    return escape(text, quote=False)


def _width(texts: Iterable[str]) -> int:
    """Return the pixels that the longest of some short texts needs, with a gap."""
    return max(map(len, texts)) * _CHARACTER + _GAP


# --- What every figure has ------------------------------------------------------------------------


@dataclass(frozen=True)
class _Space:
    """The room a figure needs: rows of bars, and pixels right of, above and below them."""

    rows: float
    right: int = 0
    top: int = 0
    foot: int = 0


def _figure(style: Style, space: _Space, traces: list[Spec], **layout: Any) -> go.Figure:
    """Return a figure as high as its rows and its note need.

    It is made of plain dicts, because Plotly checks a whole figure ten times faster than the same
    figure built by calls.
    """
    font = _font(style.palette.text)
    note = textwrap.wrap(style.note, _NOTE)
    note_height = len(note) * _LINE + _GAP
    bottom = space.foot + 2 * _GAP + note_height
    height = round(space.top + space.rows * _ROW + bottom)
    axis: Spec = {"visible": False, "fixedrange": True, "showgrid": False, "zeroline": False}
    # Left to itself, Plotly drops a name that sticks out by a pixel.
    axis |= {"ticks": "", "tickfont": font, "ticklabeloverflow": "allow"}
    frame = {
        "template": "none",
        "font": font,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "height": height,
        "margin": {"l": 0, "r": space.right, "t": space.top, "b": bottom, "pad": 0},
        # Plotly's title is the only text that can start at the figure's own edge, left of the
        # row names, as a phone needs it; so the note at the foot is, to Plotly, a title.
        "title": {"text": "<br>".join(map(_inert, note)), "font": font}
        | {"xref": "container", "x": 0, "xanchor": "left"}
        | {"yref": "container", "y": note_height / height, "yanchor": "top"},
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        "bargap": 0.25,
    }
    axes = {name: axis | layout.pop(name) for name in ("xaxis", "yaxis")}
    return go.Figure(traces, frame | axes | layout)


def _named_rows(table: pd.DataFrame, above: int = 0) -> Spec:
    """Return an axis with the names of the rows, the first on top of so many empty rows."""
    rows = len(table)
    return {
        "visible": True,
        "range": [rows - 0.5, -0.5 - above],
        "tickvals": list(range(rows)),
        "ticktext": [label(name) for name in table.iloc[:, 0]],
        "ticklabelstandoff": _GAP,
        "automargin": True,
    }


def _grid(palette: Palette) -> Spec:
    return {"showgrid": True, "gridcolor": palette.tint, "gridwidth": 1}


def _bars(palette: Palette, values: Sequence[float], fill: str | list[str], **more: Any) -> Spec:
    """Return bars a row; their outline keeps a light bar apart from a light page."""
    outline = {"color": palette.accent, "width": 1.5}
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(values),
        "y": list(range(len(values))),
        "marker": {"color": fill, "line": outline},
    } | more


def _font(colour: str | list[str]) -> Spec:
    return {"family": '"Source Sans", sans-serif', "size": FONT_SIZE, "color": colour}
