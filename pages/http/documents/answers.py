"""Everyone's answers as a workbook: a sheet per step, a column per question, and no names."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exercises import AGENDA
from exercises.content import Content
from exercises.formats import listed, named
from pages.http.documents.tables import escape_formula, head, sheet_name, written
from pages.wording import WORDING

_LEAST, _MOST, _READ_ME = 12, 40, 70  # column widths, in characters

Path = tuple[str, ...]


def book(answers: pd.DataFrame, language: str) -> bytes:
    """Return a workbook of the store's exported answers, a row per person and question."""
    words, sheets = WORDING.in_(language).report, Workbook()
    first = sheets.worksheets[0]
    first.title = sheet_name(words.answers_sheet, ())
    first.append([words.read_me])
    first["A1"].alignment = Alignment(wrap_text=True, vertical="top")
    first.column_dimensions["A"].width = _READ_ME
    first.row_dimensions[1].height = 15 * (2 + len(words.read_me) // _READ_ME)
    for asked in AGENDA:
        of_step, content = answers[answers["exercise"] == asked.slug], asked.content(language)
        sheet = sheets.create_sheet(sheet_name(content.title, sheets.sheetnames))
        _fill(sheet, _columns(of_step, content, language))
    return written(sheets, language)


def _columns(answers: pd.DataFrame, content: Content, language: str) -> dict[str, list[Any]]:
    """Return the answers by column title, in the order of the content's questions."""
    names = _names(content)
    by_path: dict[Path, list[Any]] = {}
    for _, of_question in answers.groupby("question", sort=False):
        told = [dict(_leaves(json.loads(str(answer)))) for answer in of_question["answer"]]
        for path in dict.fromkeys(path for one in told for path in one):
            by_path[path] = [_read(one.get(path), names, language) for one in told]
    order = (*content.fields, *names)
    known = sorted(by_path, key=lambda p: order.index(p[-1]) if p[-1] in order else len(order))
    shared = [path[-1] for path in known]
    titled = (_title(path, content, names, is_shared=shared.count(path[-1]) > 1) for path in known)
    return dict(zip(titled, map(by_path.__getitem__, known), strict=True))


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield each value in an answer with its path."""
    if not isinstance(value, dict):
        yield path, value
        return
    for name, inner in value.items():
        yield from _leaves(inner, (*path, name))


def _title(path: Path, content: Content, names: Mapping[str, str], *, is_shared: bool) -> str:
    """Return a column's title, with the field in front if several columns share the item."""
    field = content.fields.get(path[0], path[0])
    if len(path) == 1:
        return field
    item = names.get(path[-1], path[-1])
    return named(field, item, content.locale) if is_shared else item


def _read(value: Any, names: Mapping[str, str], language: str) -> Any:
    """Return a choice in words, several choices as a list, and a number unchanged."""
    if isinstance(value, list):
        return listed([str(_read(one, names, language)) for one in value], language)
    return names.get(value, value) if isinstance(value, str) else value


def _names(content: Content) -> dict[str, str]:
    """Return the names of a content's options and items, by key."""
    found: dict[str, str] = {}
    of_its_own = (name for name in type(content).model_fields if name not in Content.model_fields)
    for table in (getattr(content, name) for name in of_its_own):
        if isinstance(table, dict):
            for key, words in table.items():
                name = words if isinstance(words, str) else getattr(words, "name", None)
                if isinstance(name, str):
                    found.setdefault(key, name)
    return found


def _fill(sheet: Worksheet, columns: Mapping[str, list[Any]]) -> None:
    for number, (title, values) in enumerate(columns.items(), start=1):
        sheet.cell(1, number, escape_formula(title))
        for row, value in enumerate(values, start=2):
            sheet.cell(row, number, escape_formula(value))
        longest = max((len(str(value)) for value in values), default=0)
        width = min(max(longest + 2, _LEAST), _MOST)
        sheet.column_dimensions[get_column_letter(number)].width = width
    if columns:
        head(sheet, 1)
    sheet.freeze_panes = "A2"
