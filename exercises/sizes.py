"""Resizes figures for places other than a page, or puts them on one scale."""

from collections.abc import Sequence
from html import unescape
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go


def enlarged(figure: go.Figure, factor: float) -> go.Figure:
    """Return the figure with all its text, and the space it needs, enlarged by a factor."""
    grown: dict[str, Any] = _grown(figure.to_dict(), factor)
    return go.Figure(grown["data"], grown["layout"])


class Said(NamedTuple):
    """The text around figures: the names of their parts with their colours, and their note.

    A hatched part has the colour "".
    """

    parts: tuple[tuple[str, str], ...]
    note: str


def said_around(*figures: go.Figure) -> Said:
    """Return the text around one drawing, or around several whose colours mean the same."""
    parts = dict.fromkeys(
        (_text(trace.name), "" if trace.marker.pattern.shape else str(trace.marker.color))
        for figure in figures
        for trace in (figure.data if figure.layout.showlegend else ())
        if trace.showlegend is not False
    )
    # Notes of the same kind differ in what one of them adds, such as that some rows aren't shown.
    notes = (_text(figure.layout.title.text or "") for figure in figures)
    return Said(tuple(parts), max(notes, key=len))


def alone(figure: go.Figure) -> go.Figure:
    """Return a figure without its legend and note, for a place that shows them itself."""
    spec = figure.to_dict()
    layout, margin = spec["layout"], dict(spec["layout"]["margin"])
    # The height of the note, which Plotly treats as a title (charts/figure.py).
    foot = round(layout["title"]["y"] * layout["height"])
    head = margin["t"] if layout["showlegend"] else 0
    margin |= {"t": margin["t"] - head, "b": margin["b"] - foot}
    around = {"margin": margin, "height": layout["height"] - head - foot, "showlegend": False}
    return go.Figure(spec["data"], {**layout, **around, "title": {"text": ""}})


def _text(markup: str) -> str:
    return unescape(markup.replace("-<br>", "-").replace("<br>", " "))


def on_one_scale(figures: Sequence[go.Figure]) -> list[go.Figure]:
    """Return figures of one kind, with bars of the same length meaning the same."""
    ends = [figure.layout.xaxis.range[1] for figure in figures if figure.layout.xaxis.range]
    if len(ends) < len(figures):
        return list(figures)
    start, end = figures[0].layout.xaxis.range[0], max(ends)
    return [go.Figure(f).update_xaxes(range=[start, end]) for f in figures]


def fitted(figure: go.Figure, highest: int, lowest: int = 0) -> go.Figure:
    """Return the figure with its height in pixels within these limits."""
    height = figure.layout.height
    if height is None or lowest <= height <= highest:
        return figure
    lower = go.Figure(figure)
    lower.update_layout(height=min(max(height, lowest), highest))
    if height < lowest:
        return lower
    # Rows this low have no room for names of two lines, and the width suffices for one.
    lower.for_each_yaxis(_on_one_line)
    return lower


def _on_one_line(axis: go.layout.YAxis) -> None:
    if axis.ticktext:
        axis.ticktext = [
            str(name).replace("-<br>", "-").replace("<br>", " ") for name in axis.ticktext
        ]


# The properties that a figure gives in pixels, wherever they occur.
_IN_PIXELS: Final = frozenset(
    ("size", "height", "l", "r", "t", "b", "xshift", "yshift", "entrywidth", "ticklabelstandoff")
)


def _grown(spec: Any, factor: float) -> Any:
    """Return part of a figure with its pixels multiplied by a factor; shares and values stay."""
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
