"""Shared Plotly builders: DataFrame -> Figure, readable from the back and in greyscale.

In every table the first column names the rows, and the columns after it are what is drawn, as
shares of 0 to 1. Rows are drawn by number, not by name, so that two equal names stay two rows.

A figure brings its own colours and sizes (`st.plotly_chart(figure, theme=None)`), leaves the
headline to the page, and says at its foot how to read it. Nothing in it reacts to a touch: a thumb
that scrolls past on a phone must not zoom.
"""

from exercises.charts.bars import bars, stacked
from exercises.charts.figure import FONT_SIZE, Style
from exercises.charts.flow import flow
from exercises.charts.heat import heat
from exercises.charts.scales import dumbbell, scale
from exercises.charts.text import label

__all__ = ["FONT_SIZE", "Style", "bars", "dumbbell", "flow", "heat", "label", "scale", "stacked"]
