"""Figures made larger or smaller for other places than a page, or brought onto one scale."""

from collections.abc import Sequence
from html import unescape
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go


def enlarged(figure: go.Figure, factor: float) -> go.Figure:
    """Return the same figure with all its text, and the room that this needs, so much larger."""
    grown: dict[str, Any] = _grown(figure.to_dict(), factor)
    return go.Figure(grown["data"], grown["layout"])


class Said(NamedTuple):
    """What stands around a figure: the names of its parts with their colours, and its note.

    The colour of a part that is hatched is nothing.
    """

    parts: tuple[tuple[str, str], ...]
    note: str


def said_around(figure: go.Figure) -> Said:
    """Return what a figure says around what it draws, as text."""
    parts = tuple(
        (_text(trace.name), "" if trace.marker.pattern.shape else str(trace.marker.color))
        for trace in (figure.data if figure.layout.showlegend else ())
    )
    return Said(parts, _text(figure.layout.title.text or ""))


def alone(figure: go.Figure) -> go.Figure:
    """Return a figure without its legend and note, for a place that says them itself."""
    spec = figure.to_dict()
    layout, margin = spec["layout"], dict(spec["layout"]["margin"])
    # As high as the note is; see charts.py, where it is a title that begins there.
    foot = round(layout["title"]["y"] * layout["height"])
    head = margin["t"] if layout["showlegend"] else 0
    margin |= {"t": margin["t"] - head, "b": margin["b"] - foot}
    around = {"margin": margin, "height": layout["height"] - head - foot, "showlegend": False}
    return go.Figure(spec["data"], {**layout, **around, "title": {"text": ""}})


def _text(markup: str) -> str:
    return unescape(markup.replace("-<br>", "-").replace("<br>", " "))


def on_one_scale(figures: Sequence[go.Figure]) -> list[go.Figure]:
    """Return figures of the same kind whose bars of the same length mean the same."""
    ends = [figure.layout.xaxis.range[1] for figure in figures if figure.layout.xaxis.range]
    if len(ends) < len(figures):
        return list(figures)
    start, end = figures[0].layout.xaxis.range[0], max(ends)
    return [go.Figure(f).update_xaxes(range=[start, end]) for f in figures]


def fitted(figure: go.Figure, highest: int, lowest: int = 0) -> go.Figure:
    """Return the figure no higher and no lower than so many pixels."""
    height = figure.layout.height
    if height is None or lowest <= height <= highest:
        return figure
    lower = go.Figure(figure)
    lower.update_layout(height=min(max(height, lowest), highest))
    if height < lowest:
        return lower
    # Two lines of a name need more than such a row has; the width for one is there.
    lower.for_each_yaxis(_on_one_line)
    return lower


def _on_one_line(axis: go.layout.YAxis) -> None:
    if axis.ticktext:
        axis.ticktext = [
            str(name).replace("-<br>", "-").replace("<br>", " ") for name in axis.ticktext
        ]


# What a figure gives in pixels, in every place where it may stand.
_IN_PIXELS: Final = frozenset(
    ("size", "height", "l", "r", "t", "b", "xshift", "yshift", "entrywidth", "ticklabelstandoff")
)


def _grown(spec: Any, factor: float) -> Any:
    """Return a piece of a figure with its pixels times a factor; shares and values stay."""
    if isinstance(spec, list | tuple):
        return [_grown(part, factor) for part in spec]
    if not isinstance(spec, dict):
        return spec
    return {
        key: round(value * factor)
        if key in _IN_PIXELS and isinstance(value, int | float)
        else _grown(value, factor)
        for key, value in spec.items()
    }
