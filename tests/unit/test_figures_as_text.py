"""A chart's table as text: every figure in it, and nothing that would break its rows."""

import pandas as pd
import plotly.graph_objects as go

from exercises.exercise import Picture
from pages.shared.results import drawn
from pages.shared.results.drawn import as_text


def picture(table: dict[str, list[object]], *means: str) -> Picture:
    return Picture("p", "Headline", go.Figure(), pd.DataFrame(table), means=means)


def test_a_table_has_shares_as_percentages_and_means_rounded() -> None:
    table: dict[str, list[object]] = {
        "quality": ["a|b", "c"],
        "share": [0.12345, 1.0],
        "n": [3, 4],
        "place": [2.0166, 1.0],
    }
    assert as_text(picture(table, "place")).splitlines() == [
        "| quality | share | n | place |",
        "| --- | --- | --- | --- |",
        "| a\\|b | 12% | 3 | 2.02 |",
        "| c | 100% | 4 | 1 |",
    ]


def test_what_is_not_known_is_left_empty() -> None:
    assert as_text(picture({"q": ["a"], "share": [float("nan")]})).endswith("| a |  |")


def test_another_table_never_gets_the_text_of_one_that_is_gone() -> None:
    for number in range(2000):
        assert f"| {number:,} |" in as_text(picture({"n": [number]}))
    assert len(drawn._texts) == drawn._TEXTS_KEPT, "and those that are gone are forgotten"
