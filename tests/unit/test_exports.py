"""Exports are plain text to every spreadsheet, whatever people or tools put into them."""

import csv
import io
import json
from types import SimpleNamespace
from typing import Any, cast

import openpyxl
import pandas as pd
import pytest

from data.cohorts import Cohort
from pages.http.documents import answers
from pages.http.routes import responses
from pages.http.routes.callers import Caller

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("https://example.org")']


def facilitator_of(attendees: list[str], roles: dict[str, str]) -> Caller:
    """A facilitator of a room for which the store returns this."""
    told = {
        "attendee": attendees,
        "exercise": ["roles"] * len(attendees),
        "question": ["roles.two_offers"] * len(attendees),
        "answer": [json.dumps({"roles": roles})] * len(attendees),
    }
    rooms = SimpleNamespace(responses=lambda *_: pd.DataFrame(told))
    cohort = Cohort("ABCDEF", "Spring", 3, False)
    made = SimpleNamespace(facilitated=lambda: cohort, store=SimpleNamespace(rooms=rooms))
    return cast(Caller, made)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_table_is_a_formula(formula: str) -> None:
    body = bytes(responses.as_csv(facilitator_of([formula], {})).body).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(body, newline="")) for cell in row]
    assert f"'{formula}" in cells
    assert formula not in cells


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(formula: str) -> None:
    told = facilitator_of(["a"], {formula: formula}).store.rooms.responses(cast(Any, None), {})
    book = openpyxl.load_workbook(io.BytesIO(answers.book(told, "en")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert f"'{formula}" in [str(cell.value) for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]
