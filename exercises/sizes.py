"""Figures made larger or smaller for other places than a page, or brought onto one scale."""

from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go


def enlarged(figure: go.Figure, factor: float) -> go.Figure:
    """Return the same figure with all its text, and the room that this needs, so much larger."""
    grown: dict[str, Any] = _grown(figure.to_dict(), factor)
    return go.Figure(grown["data"], grown["layout"])


def on_one_scale(figures: Sequence[go.Figure]) -> list[go.Figure]:
    """Return figures of the same kind whose bars of the same length mean the same."""
    ends = [figure.layout.xaxis.range[1] for figure in figures if figure.layout.xaxis.range]
    if len(ends) < len(figures):
        return list(figures)
    start, end = figures[0].layout.xaxis.range[0], max(ends)
    return [go.Figure(f).update_xaxes(range=[start, end]) for f in figures]


def fitted(figure: go.Figure, highest: int) -> go.Figure:
    """Return the figure no higher than so many pixels."""
    height = figure.layout.height
    if height is None or height <= highest:
        return figure
    lower = go.Figure(figure)
    lower.update_layout(height=highest)
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
