"""Tables to download, safe and readable in a spreadsheet."""

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

# Spreadsheets would run text that starts like this as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME = 31  # of a sheet's name, in which some characters aren't allowed
_LINE = 15  # points: the height of one line in a cell
STRONG = Font(name="Calibri", size=11, bold=True)
_NO_NAME = re.compile(r"[\[\]:*?/\\]")


def escape_formula(cell: Any) -> Any:
    """Return text that no spreadsheet takes for a formula; anything else as it is."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def as_csv(table: pd.DataFrame) -> bytes:
    """Return a table as CSV with a header."""
    told = table.rename(columns=escape_formula).map(escape_formula)
    # Line ends as in RFC 4180: with any other, pandas leaves a carriage return unquoted. The byte
    # order mark tells spreadsheets that this is UTF-8.
    return codecs.BOM_UTF8 + told.to_csv(index=False, lineterminator="\r\n").encode()


def with_counts(picture: Picture, n: int, named: str) -> pd.DataFrame:
    """Return the table of a chart of n answers, with the number of people beside each share.

    `named` makes the new column's name from the share's {name}.
    """
    columns: dict[str, Any] = {}
    for name in picture.table.columns:
        columns[name] = picture.table[name]
        if counted := picture.counted(name, n):
            columns[named.format(name=name)] = counted
    return pd.DataFrame(columns)


def head(sheet: Worksheet, row: int) -> None:
    """Format a row as a table's header: bold, and as high as its names need.

    Set the columns' widths first: not every program works out the height by itself.
    """
    lines = 1
    for cell in sheet[row]:
        cell.font, cell.alignment = STRONG, Alignment(wrap_text=True, vertical="top")
        width = int(sheet.column_dimensions[get_column_letter(cell.column)].width) - 2
        lines = max(lines, len(textwrap.wrap(str(cell.value or ""), max(width, 1))))
    sheet.row_dimensions[row].height = _LINE * lines


def sheet_name(title: str, taken: Collection[str]) -> str:
    """Return a valid sheet name that isn't taken."""
    short = _NO_NAME.sub("", title).strip("' ")[:_LONGEST_NAME] or "-"
    return short if short not in taken else f"{short[: _LONGEST_NAME - 3]} {len(taken)}"


def written(book: Workbook, language: str) -> bytes:
    """Return a workbook's bytes, with its sheets laid out for the language."""
    for sheet in book.worksheets:
        sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def to_keep(body: bytes, kind: str, name: str) -> Response:
    """Return a file to save under this name."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(body, media_type=kind, headers=headers)
