"""Shared Plotly builders: DataFrame -> Figure, readable from the back and in greyscale.

In every table, the first column names the rows and the other columns are drawn, as shares from 0 to
1. Rows are drawn by number, not by name, so that two rows with the same name stay two.

A figure has its own colours and sizes (`st.plotly_chart(figure, theme=None)`), leaves the headline
to the page, and explains at its foot how to read it. It doesn't react to touch: a thumb scrolling
past on a phone mustn't zoom.
"""

from exercises.charts.bars import bars, stacked
from exercises.charts.figure import FONT_SIZE, Style
from exercises.charts.flow import flow
from exercises.charts.heat import heat
from exercises.charts.scales import dumbbell, scale
from exercises.charts.text import label

__all__ = ["FONT_SIZE", "Style", "bars", "dumbbell", "flow", "heat", "label", "scale", "stacked"]
