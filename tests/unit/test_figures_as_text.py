"""A chart's table as text: every figure in it, and nothing that would break its rows."""

import pandas as pd

from pages.shared import room
from pages.shared.room import as_text


def test_a_table_is_written_row_by_row_with_its_figures_rounded() -> None:
    table = pd.DataFrame({"quality": ["a|b", "c"], "share": [0.12345, 1.0], "n": [3, 4]})
    assert as_text(table).splitlines() == [
        "| quality | share | n |",
        "| --- | --- | --- |",
        "| a\\|b | 0.123 | 3 |",
        "| c | 1 | 4 |",
    ]


def test_what_is_not_known_is_left_empty() -> None:
    assert as_text(pd.DataFrame({"q": ["a"], "share": [float("nan")]})).endswith("| a |  |")


def test_another_table_never_gets_the_text_of_one_that_is_gone() -> None:
    for number in range(2000):
        assert f"| {number:,} |" in as_text(pd.DataFrame({"n": [number]}))
    assert len(room._texts) == room._TEXTS_KEPT, "and those that are gone are forgotten"
