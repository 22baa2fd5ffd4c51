"""The plan as a Word document that people can keep writing in."""

import io
import re
from collections.abc import Collection

from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.shared import Inches
from docx.table import Table
from docx.text.paragraph import Paragraph as Paragraphed
from starlette.responses import Response

from exercises.formats import direction, named
from exercises.plan import Grid, Items, Paragraph, Section
from exercises.text import END, ISOLATE, is_right_to_left, within
from pages.http.documents.plan import styles
from pages.http.documents.plan.download import download
from pages.http.documents.plan.gathered import PAPERS, Plan, own_plan, paper_of, parts_of
from pages.http.routes.callers import Caller

# The text's width in inches, and in characters of a wide font; a column's padding beside its
# longest word; up to what length a text stays on one line, and widens its column.
_WIDTH, _LINE, _LEAST, _SHORT, _MOST = 6.0, 66, 3, 12, 40
# What stays whole: letters and signs up to a blank or a hyphen, but not of scripts without blanks.
_WHOLE = re.compile(r"[^\s\u2e80-\U0010ffff-]+")

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_docx(caller: Caller) -> Response:
    """Return the plan as DOCX."""
    asked = caller.request
    plan = own_plan(caller)
    made = document(plan, paper_of(asked), parts_of(asked))
    return download(made, _KIND, plan.words, "docx")


def document(plan: Plan, size: str = PAPERS[0], parts: Collection[str] | None = None) -> bytes:
    """Return a plan as DOCX; what people wrote is plain text in it, never a field or a link."""
    words, writer = plan.words, _Writer(plan.language, size)
    paper = writer.paper
    paper.core_properties.title = words.title
    paper.core_properties.author = ""
    writer.put(paper.add_heading("", 0), words.title)
    writer.put(paper.add_paragraph(style=styles.NOTE), plan.made())
    rest = plan.chosen(parts)
    for section in (*plan.front, *rest):
        writer.write(section, on_new_page=bool(plan.front and rest) and section is rest[0])
    if not (plan.front or rest):
        writer.put(paper.add_paragraph(), words.nothing)
    writer.put(paper.add_paragraph(style=styles.NOTE), words.source)
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


class _Writer:
    """Writes the document, each text in its own direction and everything else in the language's."""

    def __init__(self, language: str, size: str) -> None:
        self.paper = styles.blank(size, language)
        self._language = language
        self._mirrored = direction(language) == "rtl"

    def write(self, section: Section, *, on_new_page: bool) -> None:
        heading = self.paper.add_heading("", 1)
        heading.paragraph_format.page_break_before = on_new_page
        self.put(heading, section.title)
        for part in section.parts:
            if isinstance(part, Paragraph):
                for lines in self._by_direction(part.text):
                    written = self.paper.add_paragraph()
                    written.paragraph_format.keep_together = True  # keep a message on one page
                    self.put(written, lines)
            elif isinstance(part, Items):
                self._list(part)
            else:
                self._table(part)

    def put(self, paragraph: Paragraphed, text: str, *, bold: bool | None = None) -> None:
        """Write a text in its own direction, and any quoted words within it in theirs."""
        from_right = is_right_to_left(text, self._mirrored)
        if from_right != self._mirrored:
            styles.turn(paragraph._p, from_right=from_right)
        for number, piece in enumerate(re.split(f"{ISOLATE}(.*?){END}", _xml(text))):
            theirs = is_right_to_left(piece, from_right) if number % 2 else from_right
            if piece:
                run = paragraph.add_run(piece if theirs == from_right else _turned(piece, theirs))
                run.font.rtl = True if theirs else None
                run.bold = run.font.cs_bold = bold

    def _list(self, items: Items) -> None:
        if items.title:
            self.put(self.paper.add_heading("", 2), items.title)
        style = "List Bullet" if items.bulleted else "List Continue"
        for line in items.lines:
            self.put(self.paper.add_paragraph(style=style), line)

    def _table(self, grid: Grid) -> None:
        if sum(_least(grid)) > _LINE:  # such as an email address: it would break inside a word
            self._rows(grid)
            return
        table = self.paper.add_table(rows=1, cols=len(grid.columns), style=styles.TABLE)
        table.table_direction = WD_TABLE_DIRECTION.RTL if self._mirrored else None
        for cell, name in zip(table.rows[0].cells, grid.columns, strict=True):
            self.put(cell.paragraphs[0], name, bold=True)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        for row in grid.rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                self.put(cell.paragraphs[0], text)
        _fit(table, grid)
        self.paper.add_paragraph()

    def _rows(self, grid: Grid) -> None:
        """Write a table row by row, each cell on a line of its own beneath the first."""
        for row in grid.rows:
            cells = [cell for cell in zip(grid.columns, row, strict=True) if cell[1]]
            for place, (name, text) in enumerate(cells):
                line = self.paper.add_paragraph(style="List Bullet" if place else None)
                line.paragraph_format.keep_with_next = place + 1 < len(cells)
                self.put(line, named(name, within(text), self._language), bold=not place or None)

    def _by_direction(self, text: str) -> list[str]:
        """Split a text into runs of lines that read in the same direction."""
        parts: list[str] = []
        for line in text.split("\n"):
            sides = [is_right_to_left(one, self._mirrored) for one in (*parts[-1:], line)]
            if parts and (not line.strip() or sides[0] == sides[1]):
                parts[-1] += f"\n{line}"
            else:
                parts.append(line)
        return parts


def _turned(piece: str, from_right: bool) -> str:
    """Return words that read against the surrounding text, within marks that keep their direction.

    Word and LibreOffice place neutral characters, such as a full stop, by these marks.
    """
    before, after = ("\u200f", "\u200e") if from_right else ("\u200e", "\u200f")
    return f"{before}{piece}{before}{after}"


def _fit(table: Table, grid: Grid) -> None:
    """Size the columns by their texts, and keep rows and words from breaking."""
    least = _least(grid)
    more = [1 + min(max(map(len, texts)), _MOST) for texts in _columns(grid)]
    spare = max(_LINE - sum(least), 0) / sum(more)
    needed = [length + spare * wish for length, wish in zip(least, more, strict=True)]
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    # Word reads the cells' widths, LibreOffice the columns'.
    for column, length in zip(table.columns, needed, strict=True):
        column.width = Inches(_WIDTH * length / sum(needed))
        for cell in column.cells:
            cell.width = column.width


def _columns(grid: Grid) -> list[tuple[str, ...]]:
    return list(zip(grid.columns, *grid.rows, strict=True))


def _least(grid: Grid) -> list[int]:
    """Return how many characters each column needs so that none of its words breaks."""
    return [_LEAST + max(map(_longest_word, texts)) for texts in _columns(grid)]


def _longest_word(text: str) -> int:
    """Return the length of the longest word, or short text, that must stay on one line."""
    if len(text) <= _SHORT:
        return len(text)
    return max(map(len, _WHOLE.findall(text)), default=_SHORT)


def _xml(text: str) -> str:
    """Remove the two characters that a page can show but XML can't contain."""
    return re.sub("[\ufffe\uffff]", "", text)
