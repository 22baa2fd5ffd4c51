"""Shared Plotly builders: DataFrame -> Figure, readable from the back and in greyscale."""
