"""What every figure has: its style, space, axes and the note at its foot."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from exercises.charts.text import GAP, inert, label
from exercises.colours import PALETTES, Palette
from exercises.exercise import Theme

# A piece of a Plotly figure, as Plotly's reference describes it.
Spec = dict[str, Any]

FONT_SIZE: Final = 18

# In pixels.
LINE: Final = 25
ROW: Final = 54

NBSP: Final = "\N{NO-BREAK SPACE}"

# In characters; fits a phone 390 pixels wide.
_NOTE: Final = 40


@dataclass(frozen=True)
class Style:
    """How a figure looks and reads: its theme, how it formats numbers, and its note."""

    theme: Theme
    in_words: Callable[[float], str]
    note: str

    @property
    def palette(self) -> Palette:
        """The theme's colours."""
        return PALETTES[self.theme]

    def number(self, value: float, *, bold: bool = False) -> str:
        """Format a number for the figure."""
        text = inert(self.in_words(value))
        return f"<b>{text}</b>" if bold else text


@dataclass(frozen=True)
class Space:
    """The space a figure needs: rows of bars, and pixels to the right of, above and below them."""

    rows: float
    right: int = 0
    top: int = 0
    foot: int = 0


def figure(style: Style, space: Space, traces: list[Spec], **layout: Any) -> go.Figure:
    """Return a figure as high as its rows and note need.

    It's built from plain dicts, because Plotly validates a whole figure ten times faster than the
    same figure built up by calls.
    """
    letters = font(style.palette.text)
    note = textwrap.wrap(style.note, _NOTE)
    note_height = len(note) * LINE + GAP
    bottom = space.foot + 2 * GAP + note_height
    height = round(space.top + space.rows * ROW + bottom)
    axis: Spec = {"visible": False, "fixedrange": True, "showgrid": False, "zeroline": False}
    # By default Plotly drops a name that overflows by a pixel.
    axis |= {"ticks": "", "tickfont": letters, "ticklabeloverflow": "allow"}
    frame = {
        "template": "none",
        "font": letters,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "height": height,
        "margin": {"l": 0, "r": space.right, "t": space.top, "b": bottom, "pad": 0},
        # Plotly's title is the only text that can start at the figure's own edge, left of the row
        # names, which a phone needs; so Plotly gets the note at the foot as a title.
        "title": {"text": "<br>".join(map(inert, note)), "font": letters}
        | {"xref": "container", "x": 0, "xanchor": "left"}
        | {"yref": "container", "y": note_height / height, "yanchor": "top"},
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        "bargap": 0.25,
    }
    axes = {name: axis | layout.pop(name) for name in ("xaxis", "yaxis")}
    return go.Figure(traces, frame | axes | layout)


def named_rows(table: pd.DataFrame, above: int = 0) -> Spec:
    """Return an axis with the row names, the first below this many empty rows."""
    rows = len(table)
    return {
        "visible": True,
        "range": [rows - 0.5, -0.5 - above],
        "tickvals": list(range(rows)),
        "ticktext": [label(name) for name in table.iloc[:, 0]],
        "ticklabelstandoff": GAP,
        "automargin": True,
    }


def grid(palette: Palette) -> Spec:
    """Return what an axis needs to show its grid."""
    return {"showgrid": True, "gridcolor": palette.tint, "gridwidth": 1}


def level_bars(
    palette: Palette, values: Sequence[float], fill: str | list[str], **more: Any
) -> Spec:
    """Return one bar per row; outlines set light bars apart from a light page."""
    outline = {"color": palette.accent, "width": 1.5}
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(values),
        "y": list(range(len(values))),
        "marker": {"color": fill, "line": outline},
    } | more


def font(colour: str | list[str]) -> Spec:
    """Return a figure's font in one colour, or with one colour for each text."""
    return {"family": '"Source Sans", sans-serif', "size": FONT_SIZE, "color": colour}
