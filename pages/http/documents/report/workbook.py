"""The report as a workbook: one sheet an exercise, with what the charts are drawn from."""

import io
from typing import Any

import pandas as pd
from openpyxl import Workbook
from starlette.responses import Response

from pages.http.documents.report.gathered import Part, Report, report
from pages.http.documents.tables import inert
from pages.http.routes.callers import Caller

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_xlsx(caller: Caller) -> Response:
    """Return the report's figures as a workbook."""
    told = report(caller)
    marked = "-synthetic" if told.cohort.synthetic else ""
    name = f"report-{told.cohort.code}{marked}.xlsx"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(book(told), media_type=_KIND, headers=headers)


def book(told: Report) -> bytes:
    """Return the workbook's bytes."""
    sheets = Workbook(write_only=True)
    for part in told.parts:
        sheet = sheets.create_sheet(part.exercise.slug[:31])
        for row in _rows(told, part):
            sheet.append([_cell(value) for value in row])
    out = io.BytesIO()
    sheets.save(out)
    return out.getvalue()


def _rows(told: Report, part: Part) -> list[list[Any]]:
    words = told.words.report
    rows: list[list[Any]] = [[part.title], [words.answered, part.answered]]
    for vote in part.votes:
        rows += [[], *([[name]] if (name := told.name_of(vote)) else [])]
        rows.append([told.too_few(vote) if vote.summary.suppressed else told.how_many(vote)])
        for picture in vote.pictures:
            table = picture.table
            rows += [[], [picture.headline], list(table.columns)]
            rows += [list(row) for row in table.itertuples(index=False)]
    return rows


def _cell(value: Any) -> Any:
    """Return a number as a number, and a text that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        return inert(value)
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
