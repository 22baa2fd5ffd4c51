"""Tables to take home, as a spreadsheet reads them right."""

import codecs
from typing import Any

import pandas as pd
from starlette.responses import Response

# What a spreadsheet would take for a formula, and run.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

CSV = "text/csv; charset=utf-8"


def inert(cell: Any) -> Any:
    """Return a text so that no spreadsheet takes it for a formula; anything else as it is."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def as_csv(table: pd.DataFrame) -> bytes:
    """Return a table as CSV, each column under its name."""
    told = table.rename(columns=inert).map(inert)
    # As RFC 4180 has it: with another end of a line, pandas leaves a carriage return unquoted. The
    # mark in front tells a spreadsheet that this is UTF-8.
    return codecs.BOM_UTF8 + told.to_csv(index=False, lineterminator="\r\n").encode()


def to_keep(body: bytes, kind: str, name: str) -> Response:
    """Return a file to save under a name."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(body, media_type=kind, headers=headers)
