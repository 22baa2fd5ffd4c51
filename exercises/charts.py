"""Shared Plotly builders: DataFrame -> Figure, readable from the back and in greyscale.

In every table the first column names the rows, and the columns after it are what is drawn, as
shares of 0 to 1. Rows are drawn by number, not by name, so that two equal names stay two rows.

A figure brings its own colours and sizes (`st.plotly_chart(figure, theme=None)`), leaves the
headline to the page, and says at its foot how to read it. Nothing in it reacts to a touch: a thumb
that scrolls past on a phone must not zoom.
"""

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import isnan
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from exercises.exercise import Theme

FONT_SIZE: Final = 18

# In pixels. A figure is made before its text is measured, so it plans with a wide character.
_CHARACTER: Final = 9
_LINE: Final = 25
_ROW: Final = 54
_GAP: Final = 12

# In characters. Narrow enough that bars and notes find room on a phone 390 pixels wide.
_LABEL: Final = 14
_LONGEST_WORD: Final = 20
_LABEL_LINES: Final = 3
_NOTE: Final = 40

_SMALLEST_PART_WITH_NUMBER: Final = 0.1
_NBSP: Final = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Palette:
    """One accent and its tint on the page's background, as hex colours."""

    background: str
    text: str
    accent: str
    tint: str


PALETTES: Final[dict[Theme, Palette]] = {
    "light": Palette(background="#fffdf9", text="#1c2b29", accent="#0b6e5d", tint="#cfe4de"),
    "dark": Palette(background="#15201f", text="#e9f1ef", accent="#5ec9b4", tint="#29473f"),
}


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


def bars(table: pd.DataFrame, style: Style, *, leading: int) -> go.Figure:
    """Draw a bar a row, the first `leading` ones in accent and bold."""
    palette = style.palette
    values = table.iloc[:, 1].tolist()
    leads = [row < leading for row in range(len(table))]
    figure = _figure(style, rows=len(table), right=_width(map(style.in_words, values)))
    figure.add_bar(
        x=values,
        y=list(range(len(table))),
        orientation="h",
        marker=_filled(palette, [palette.accent if lead else palette.tint for lead in leads]),
        # Values stand after the bars, in the margin where need be: a bar may fill the whole plot.
        text=[_NBSP + style.number(v, bold=b) for v, b in zip(values, leads, strict=True)],
        textposition="outside",
        cliponaxis=False,
        textfont=_font(palette.text),
    )
    figure.update_xaxes(range=[0, max(values) or 1])
    _name_rows(figure, table)
    return figure


def stacked(table: pd.DataFrame, style: Style, *, after: tuple[str, Sequence[str]]) -> go.Figure:
    """Draw the parts of each row as one bar, dark to light, and `after` it a titled figure."""
    palette = style.palette
    title, figures = after
    parts = list(table.columns[1:])
    figure = _figure(style, rows=len(table) + 1, right=_width(figures), top=_legend_height(parts))
    for i, part in enumerate(parts):
        fill = mix(palette.accent, palette.background, i / (len(parts) - 1))
        figure.add_bar(
            name=label(part),
            x=table[part].tolist(),
            y=list(range(len(table))),
            orientation="h",
            marker=_filled(palette, fill, hatched=part == parts[-1]),
            text=[style.number(v) if v >= _SMALLEST_PART_WITH_NUMBER else "" for v in table[part]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont=_font(ink(fill)),
        )
    beside = {"x": 1, "xanchor": "right", "xshift": _width(figures), "showarrow": False}
    for row, text in enumerate(figures):
        figure.add_annotation(beside, y=row, text=f"<b>{_inert(text)}</b>")
    figure.add_annotation(beside, y=-1, text=label(title), align="right")
    figure.update_layout(
        barmode="stack",
        showlegend=True,
        legend={"orientation": "h", "traceorder": "normal", "entrywidth": 100}
        | {"xref": "container", "yref": "container", "x": 0, "y": 1, "yanchor": "top"},
    )
    figure.update_xaxes(range=[0, 1])
    _name_rows(figure, table, above=1)
    return figure


def heat(table: pd.DataFrame, style: Style, *, strong: Callable[[int, int], bool]) -> go.Figure:
    """Draw a cell per row and column, darker for more, its number in bold where it is `strong`."""
    palette = style.palette
    cells = table.iloc[:, 1:].to_numpy(dtype=float)
    filled = [(y, x, v) for y, row in enumerate(cells) for x, v in enumerate(row) if not isnan(v)]
    columns = [label(name, lines=1) for name in table.columns[1:]]
    figure = _figure(style, rows=len(table), top=_width(columns))
    figure.add_heatmap(
        z=cells,
        zmin=0,
        zmax=1,
        colorscale=[[0, palette.background], [1, palette.accent]],
        showscale=False,
        xgap=2,
        ygap=2,
    )
    figure.add_scatter(
        x=[x for _, x, _ in filled],
        y=[y for y, _, _ in filled],
        mode="text",
        text=[style.number(v, bold=strong(y, x)) for y, x, v in filled],
        textfont=_font([ink(mix(palette.background, palette.accent, v)) for _, _, v in filled]),
    )
    figure.update_xaxes(
        side="top",
        visible=True,
        tickvals=list(range(len(columns))),
        ticktext=columns,
        # Level where the columns are wide enough, else upright; never slanted, never cut.
        autotickangles=[0, -90],
        automargin=True,
    )
    _name_rows(figure, table)
    return figure


def scale(value: float, style: Style, *, ends: tuple[str, str]) -> go.Figure:
    """Draw how far one value reaches from 0 to 1, the two ends named in words."""
    palette = style.palette
    figure = _figure(style, rows=1, top=_LINE, foot=2 * _LINE)
    for reach, fill in ((1, palette.tint), (value, palette.accent)):
        figure.add_bar(x=[reach], y=[0], orientation="h", marker=_filled(palette, fill), width=0.5)
    plain = {"y": 0, "showarrow": False}
    figure.add_annotation(plain, x=value, yshift=_ROW / 2, text=style.number(value, bold=True))
    for x, side, end in ((0, "left", ends[0]), (1, "right", ends[1])):
        below = {"yanchor": "top", "yshift": -_ROW / 3, "xanchor": side, "align": side}
        figure.add_annotation(plain | below, x=x, text=label(end))
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(range=[0, 1])
    figure.update_yaxes(range=[0.5, -0.5])
    return figure


# --- Text -----------------------------------------------------------------------------------------


def label(text: str, lines: int = _LABEL_LINES) -> str:
    """Return text for a chart: broken into short lines, shortened, its markup inert."""
    longest_word = max(map(len, text.split()), default=0)
    width = min(max(_LABEL, longest_word), _LONGEST_WORD) if lines > 1 else 2 * _LABEL
    wrapped = textwrap.wrap(text, width, max_lines=lines, placeholder=" …")
    return "<br>".join(map(_inert, wrapped))


def _inert(text: str) -> str:
    """Escape `& < >`: Plotly makes links and styles of tags wherever text goes (DESIGN 9)."""
    return escape(text, quote=False)


def _width(texts: Iterable[str]) -> int:
    """Return the pixels that the longest of some short texts needs, with a gap."""
    return max(map(len, texts)) * _CHARACTER + _GAP


def _legend_height(names: Sequence[str]) -> int:
    """Return the pixels that a legend needs on a phone, where two names fit on a line."""
    return (len(names) + 1) // 2 * _LINE + _GAP


# --- Colour ---------------------------------------------------------------------------------------


def mix(start: str, end: str, share: float) -> str:
    """Return the hex colour that lies so far on the way from one to another."""
    pairs = zip(_channels(start), _channels(end), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two hex colours as WCAG 2 defines it, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink(fill: str) -> str:
    """Return black or white, whichever reads better on a fill: at least 4.58, so always WCAG AA."""
    return max("#000000", "#ffffff", key=lambda colour: contrast(colour, fill))


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    ]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# --- What every figure has ------------------------------------------------------------------------


def _figure(style: Style, *, rows: int, right: int = 0, top: int = 0, foot: int = 0) -> go.Figure:
    """Return an empty figure, as high as its rows and its note need."""
    font = _font(style.palette.text)
    note = textwrap.wrap(style.note, _NOTE)
    bottom = foot + _GAP + len(note) * _LINE
    height = top + rows * _ROW + bottom
    figure = go.Figure()
    figure.update_layout(
        template="none",
        font=font,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        height=height,
        margin={"l": 0, "r": right, "t": top, "b": bottom, "pad": 0},
        # Plotly's title is the only text that can start at the figure's own edge, left of the
        # row names, as a phone needs it; so the note at the foot is, to Plotly, a title.
        title={"text": "<br>".join(map(_inert, note)), "font": font, "automargin": False}
        | {"xref": "container", "x": 0, "xanchor": "left"}
        | {"yref": "container", "y": (bottom - foot - _GAP) / height, "yanchor": "top"},
        showlegend=False,
        hovermode=False,
        dragmode=False,
        bargap=0.25,
    )
    axis = {"visible": False, "fixedrange": True, "showgrid": False, "zeroline": False}
    figure.update_xaxes(axis, ticks="", tickfont=font)
    figure.update_yaxes(axis, ticks="", tickfont=font)
    return figure


def _name_rows(figure: go.Figure, table: pd.DataFrame, above: int = 0) -> None:
    """Write the names at the left, first row on top, with so many empty rows above it."""
    rows = len(table)
    figure.update_yaxes(
        visible=True,
        range=[rows - 0.5, -0.5 - above],
        tickvals=list(range(rows)),
        ticktext=[label(name) for name in table.iloc[:, 0]],
        ticklabelstandoff=_GAP,
        automargin=True,
    )


def _font(colour: str | list[str]) -> dict[str, Any]:
    return {"family": '"Source Sans", sans-serif', "size": FONT_SIZE, "color": colour}


def _filled(palette: Palette, fill: str | list[str], *, hatched: bool = False) -> dict[str, Any]:
    """Return a bar's look; the outline keeps a light bar apart from a light page."""
    marker: dict[str, Any] = {"color": fill, "line": {"color": palette.accent, "width": 1.5}}
    if hatched:
        marker["pattern"] = {"shape": "/", "fgcolor": palette.tint, "bgcolor": fill}
    return marker
