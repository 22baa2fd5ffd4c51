"""Charts made to fit a projector's screen: lower rows, names on one line, letters as large."""

import plotly.graph_objects as go


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
        axis.ticktext = [str(name).replace("<br>", " ") for name in axis.ticktext]
