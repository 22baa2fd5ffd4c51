"""Charts made to fit a projector's screen: lower rows, names on one line, letters as large."""

from collections.abc import Sequence

import plotly.graph_objects as go

# A chart's text of 18 px becomes one of 24, read from the back of a room; of few rows, one of 27.
_LEAST, _MOST = 1.34, 1.5
# So high a picture still fits below the question on a screen of 720 pixels.
_LOW = 460


def larger(figures: Sequence[go.Figure]) -> float:
    """Return how much larger than on a page figures that stand side by side can be."""
    highest = max((figure.layout.height or _LOW for figure in figures), default=_LOW)
    return min(max(_LOW / highest, _LEAST), _MOST)


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
