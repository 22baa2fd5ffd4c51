"""The report as a workbook: a summary, then a sheet per step with the data behind its charts."""

from typing import Any, Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from starlette.responses import Response

from exercises.exercise import Held, Picture
from pages.http.documents.report.gathered import Part, Report, report
from pages.http.documents.tables import (
    STRONG,
    XLSX,
    escape_formula,
    head,
    sheet_name,
    to_keep,
    with_counts,
    written,
)
from pages.http.routes.callers import Caller

_FORMATS: Final[dict[Held, str]] = {"share": "0.0%", "count": "#,##0", "mean": "0.00"}
_WIDE, _NARROW = 38, 15  # characters: the first column, and each number column
_TITLE = Font(name="Calibri", size=14, bold=True)
_HEAD = PatternFill("solid", fgColor="DDEBE7")


def as_xlsx(caller: Caller) -> Response:
    """Return the report's results as a workbook."""
    told = report(caller)
    marked = "-synthetic" if told.cohort.synthetic else ""
    return to_keep(book(told), XLSX, f"report-{told.cohort.code}{marked}.xlsx")


def book(told: Report) -> bytes:
    """Return the workbook's bytes."""
    sheets = Workbook()
    first = sheets.worksheets[0]
    first.title = sheet_name(told.words.report.summary, ())
    _summary(first, told)
    for part in told.parts:
        _step(sheets.create_sheet(sheet_name(part.title, sheets.sheetnames)), told, part)
    return written(sheets, told.language)


def _summary(sheet: Worksheet, told: Report) -> None:
    words = told.words.report
    _line(sheet, told.cohort.title, font=_TITLE)
    if told.days:
        _line(sheet, told.when())
    _line(sheet, words.joined.format(n=told.joined))
    sheet.append([])
    of_joined = [part.answered / told.joined if told.joined else None for part in told.parts]
    columns: dict[str, list[Any]] = {
        words.step: [part.title for part in told.parts],
        words.answered: [part.answered for part in told.parts],
        words.of_joined: of_joined,
    }
    _table(sheet, pd.DataFrame(columns), ["text", "count", "share"])
    _fit_the_page(sheet)


def _step(sheet: Worksheet, told: Report, part: Part) -> None:
    words = told.words.report
    _line(sheet, part.title, font=_TITLE)
    sheet.append([words.answered, part.answered])
    if waiting := told.waiting(part):
        _line(sheet, waiting)
    for vote in part.votes:
        sheet.append([])
        if name := told.name_of(vote):
            _line(sheet, name, font=STRONG)
        _line(sheet, told.too_few(vote) if vote.summary.suppressed else told.how_many(vote))
        for picture in vote.pictures:
            sheet.append([])
            _line(sheet, picture.headline, font=STRONG)
            _picture(sheet, picture, vote.summary.n, words.counted)
    _fit_the_page(sheet)


def _picture(sheet: Worksheet, picture: Picture, n: int, counted: str) -> None:
    table = with_counts(picture, n, counted)
    known = set(picture.table.columns)
    held = [picture.holds(name) if name in known else "count" for name in table.columns]
    _table(sheet, table, held)


def _table(sheet: Worksheet, table: pd.DataFrame, held: list[Held]) -> None:
    sheet.append([escape_formula(str(name)) for name in table.columns])
    for number in range(1, len(table.columns) + 1):
        wide = sheet.column_dimensions[get_column_letter(number)]
        wide.width = _WIDE if number == 1 else _NARROW
        sheet.cell(sheet.max_row, number).fill = _HEAD
    head(sheet, sheet.max_row)
    for row in table.itertuples(index=False):
        sheet.append([_cell(value) for value in row])
        for cell, kind in zip(sheet[sheet.max_row], held, strict=False):
            cell.number_format = _FORMATS.get(kind, "General")


def _line(sheet: Worksheet, text: str, font: Font | None = None) -> None:
    sheet.append([escape_formula(text)])
    if font:
        sheet.cell(sheet.max_row, 1).font = font


def _fit_the_page(sheet: Worksheet) -> None:
    """Scale a sheet to its page's width when it's printed."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _cell(value: Any) -> Any:
    """Return a number as a number, and text that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        return escape_formula(value)
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
