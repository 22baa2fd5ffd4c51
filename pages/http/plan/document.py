"""The plan as a document to go on writing in."""

import io
import re

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Inches
from docx.table import Table
from starlette.responses import Response

from exercises.plan import Grid, Items, Paragraph, Section
from pages.http.callers import Caller
from pages.http.plan.download import download
from pages.http.plan.gathered import Plan, own_plan

# The width of the text in inches; how many characters a column is made for.
_WIDTH, _LEAST, _MOST = 6.0, 12, 40

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_docx(caller: Caller) -> Response:
    """Return the plan as DOCX."""
    return download(document(own_plan(caller)), _KIND, "docx")


def document(plan: Plan) -> bytes:
    """Return a plan as DOCX; what people wrote is text in it, never a field or a link."""
    words, paper = plan.words, docx.Document()
    paper.core_properties.title = words.title
    paper.core_properties.author = ""
    paper.add_heading(words.title, 0)
    paper.add_paragraph(_xml(words.made.format(room=plan.title, day=plan.made_on.isoformat())))
    for section in plan.sections:
        _write(paper, section)
    if plan.dates:
        days = tuple(f"{day.on.isoformat()}: {day.title}" for day in plan.dates)
        _write(paper, Section(words.dates, (Items("", days),)))
    if not plan.sections:
        paper.add_paragraph(words.nothing)
    paper.add_paragraph(words.source)
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def _write(paper: Document, section: Section) -> None:
    paper.add_heading(section.title, 1)
    for part in section.parts:
        if isinstance(part, Paragraph):
            paper.add_paragraph(_xml(part.text))
        elif isinstance(part, Items):
            _list(paper, part)
        else:
            _table(paper, part)


def _list(paper: Document, items: Items) -> None:
    if items.title:
        paper.add_heading(items.title, 2)
    for line in items.lines:
        paper.add_paragraph(_xml(line), style="List Bullet" if items.bulleted else "List Continue")


def _table(paper: Document, grid: Grid) -> None:
    table = paper.add_table(rows=1, cols=len(grid.columns), style="Light List Accent 1")
    for cell, name in zip(table.rows[0].cells, grid.columns, strict=True):
        cell.text = name
    for row in grid.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _xml(text)
    _fit(table, grid)
    paper.add_paragraph()


def _fit(table: Table, grid: Grid) -> None:
    """Give each column its share of the page by its longest text, and let no row break."""
    longest = [max(map(len, texts)) for texts in zip(grid.columns, *grid.rows, strict=True)]
    needed = [min(max(length, _LEAST), _MOST) for length in longest]
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    # Word goes by the cells, LibreOffice by the columns.
    for column, length in zip(table.columns, needed, strict=True):
        column.width = Inches(_WIDTH * length / sum(needed))
        for cell in column.cells:
            cell.width = column.width


def _xml(text: str) -> str:
    """Return the text without the two characters that a page can show and XML can't hold."""
    return re.sub("[\ufffe\uffff]", "", text)
