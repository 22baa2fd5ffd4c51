"""Tables to take home, as a spreadsheet reads them right."""

import codecs
import io
import re
import textwrap
from collections.abc import Collection
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from starlette.responses import Response

from exercises.exercise import Picture
from exercises.formats import direction

# What a spreadsheet would take for a formula, and run.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME = 31  # of a sheet, in which some signs may not stand
_LINE = 15  # points: as high as one line of a cell
STRONG = Font(name="Calibri", size=11, bold=True)
_NO_NAME = re.compile(r"[\[\]:*?/\\]")


def escape_formula(cell: Any) -> Any:
    """Return a text so that no spreadsheet takes it for a formula; anything else as it is."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def as_csv(table: pd.DataFrame) -> bytes:
    """Return a table as CSV, each column under its name."""
    told = table.rename(columns=escape_formula).map(escape_formula)
    # As RFC 4180 has it: with another end of a line, pandas leaves a carriage return unquoted. The
    # mark in front tells a spreadsheet that this is UTF-8.
    return codecs.BOM_UTF8 + told.to_csv(index=False, lineterminator="\r\n").encode()


def with_counts(picture: Picture, n: int, named: str) -> pd.DataFrame:
    """Return the table of a picture of n answers, beside each share how many people it is.

    `named` has a {name} for the share's.
    """
    columns: dict[str, Any] = {}
    for name in picture.table.columns:
        columns[name] = picture.table[name]
        if counted := picture.counted(name, n):
            columns[named.format(name=name)] = counted
    return pd.DataFrame(columns)


def head(sheet: Worksheet, row: int) -> None:
    """Make a row of a sheet the head of a table: strong, and as high as its names need.

    To be called once the columns have their widths: not every program finds the height itself.
    """
    lines = 1
    for cell in sheet[row]:
        cell.font, cell.alignment = STRONG, Alignment(wrap_text=True, vertical="top")
        width = int(sheet.column_dimensions[get_column_letter(cell.column)].width) - 2
        lines = max(lines, len(textwrap.wrap(str(cell.value or ""), max(width, 1))))
    sheet.row_dimensions[row].height = _LINE * lines


def sheet_name(title: str, taken: Collection[str]) -> str:
    """Return a name that a sheet can have and that no other one has."""
    short = _NO_NAME.sub("", title).strip("' ")[:_LONGEST_NAME] or "-"
    return short if short not in taken else f"{short[: _LONGEST_NAME - 3]} {len(taken)}"


def written(book: Workbook, language: str) -> bytes:
    """Return a workbook's bytes, its sheets laid out as a language reads."""
    for sheet in book.worksheets:
        sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def to_keep(body: bytes, kind: str, name: str) -> Response:
    """Return a file to save under a name."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(body, media_type=kind, headers=headers)
