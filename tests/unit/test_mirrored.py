"""Downloads are laid out from the right in right-to-left languages."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from data import Store
from data.answers import ImportedAnswer
from exercises import AGENDA
from exercises.find_mentors.answer import FindMentors, Person
from pages.http.documents import answers
from pages.http.documents.plan.document import document
from pages.http.documents.plan.gathered import plan_of
from pages.http.documents.report import gathered, workbook
from pages.results.votes import QUESTIONS
from tests import pseudo

TODAY = date(2026, 11, 28)
PEOPLE = (Person(id="0000000a", name="Asha", action="Ask Ben", by=date(2027, 1, 15)),)


@pytest.fixture(scope="module", autouse=True)
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pseudo.spoken(tmp_path_factory.mktemp("pseudo")):
        yield


def paper(language: str) -> Document:
    """A plan with everything in it, reopened as a word processor would."""
    rng = Random(4)
    given = {e.slug: e.sample(rng) for e in AGENDA} | {"find_mentors": FindMentors(people=PEOPLE)}
    plan = plan_of("Spring", given, language, TODAY)
    everything = [section.key for section in plan.sections]
    return docx.Document(io.BytesIO(document(plan, "a4", everything)))


def from_right(paragraph: Paragraph) -> bool:
    """Say whether a paragraph is right-to-left, by itself or by the base style."""
    style = paragraph.style
    while style is not None and style.base_style is not None:
        style = style.base_style
    for properties in (paragraph._p.pPr, style.element.pPr if style else None):
        side = None if properties is None else properties.find(qn("w:bidi"))
        if side is not None:
            return bool(side.get(qn("w:val")) != "0")
    return False


def test_a_document_is_mirrored_and_only_what_reads_from_the_left_is_not() -> None:
    made = paper(pseudo.HEBREW)
    headings = [p for p in made.paragraphs if p.style and p.style.name.startswith(("Ti", "Head"))]
    assert len(headings) > len(AGENDA)
    assert [p.text for p in headings if not from_right(p)] == []
    assert [p.text for p in headings if not all(run.font.rtl for run in p.runs)] == []
    assert made.tables
    assert {table.table_direction for table in made.tables} == {WD_TABLE_DIRECTION.RTL}
    cells = [c.paragraphs[0] for t in made.tables for row in t.rows for c in row.cells]
    theirs = [p for p in cells if p.text == "Ask Ben"]
    assert theirs
    assert not any(map(from_right, theirs)), "what somebody wrote reads in its own direction"
    days = [p for p in cells if p.text and not any(map(str.isalpha, p.text))]
    assert days
    assert all(map(from_right, days)), "a number reads as what is around it"


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_document_of_another_language_is_not(language: str) -> None:
    made = paper(language)
    assert not any(map(from_right, made.paragraphs))
    assert {table.table_direction for table in made.tables} == {None}


@pytest.mark.parametrize("language", ["en", "de", pseudo.HEBREW])
def test_a_word_processor_is_told_the_language_that_it_spells_in(language: str) -> None:
    made = paper(language)
    assert made.core_properties.language == language
    told = {of.get(qn("w:val")) for of in made.styles.element.iter(qn("w:lang"))}
    assert told == {language}


@pytest.mark.parametrize(("language", "mirrored"), [("en", False), (pseudo.HEBREW, True)])
def test_the_sheets_of_a_workbook_begin_on_the_side_where_one_begins_to_read(
    tmp_path: Path, language: str, mirrored: bool
) -> None:
    store, rng = Store(str(tmp_path / "workshop.duckdb")), Random(1)
    cohort, _ = store.cohorts.create("Spring", 3)
    lines = [ImportedAnswer(f"person {i}", e.slug, e.sample(rng)) for i in range(4) for e in AGENDA]
    store.answers.add(cohort.code, lines)
    told = store.rooms.responses(cohort, QUESTIONS)
    report = gathered.gathered(store, cohort, language, ZoneInfo("UTC"))
    store.close()
    for book in (answers.book(told, language), workbook.book(report)):
        sheets = openpyxl.load_workbook(io.BytesIO(book)).worksheets
        assert {bool(sheet.sheet_view.rightToLeft) for sheet in sheets} == {mirrored}
