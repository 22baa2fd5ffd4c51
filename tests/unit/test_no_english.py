"""Documents in a pseudo-language: all their text is from content files, in charts too."""

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import docx
import openpyxl
import pytest
from icalendar import Calendar

from data import Store
from data.answers import ImportedAnswer
from data.cohorts import Cohort
from data.halves import shared_fields
from exercises import AGENDA, timetable
from exercises.content import FIRST_LANGUAGE
from exercises.formats import named
from pages.http.documents import answers, guide
from pages.http.documents.plan.calendar import calendar
from pages.http.documents.plan.document import document
from pages.http.documents.plan.gathered import Plan, plan_of
from pages.http.documents.plan.printed import page
from pages.http.documents.report import gathered, printed, workbook
from pages.http.documents.report.gathered import Report
from pages.results.votes import QUESTIONS
from pages.wording.offered import offered
from tests import pseudo

WORD = re.compile("[A-Za-z]{3,}")
TODAY = date(2026, 11, 28)


@pytest.fixture(scope="module", autouse=True)
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pseudo.spoken(tmp_path_factory.mktemp("pseudo")):
        yield


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(str(tmp_path_factory.mktemp("store") / "workshop.duckdb"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def cohort(store: Store) -> Cohort:
    cohort, _ = store.cohorts.create("1", 3)
    rng = Random(1)
    lines = [
        ImportedAnswer(f"person {i}", e.slug, e.sample(rng)) for i in range(30) for e in AGENDA
    ]
    store.answers.add(cohort.code, lines)
    return cohort


def report(store: Store, cohort: Cohort) -> Report:
    return gathered.gathered(store, cohort, pseudo.HEBREW, ZoneInfo("UTC"))


def plan() -> Plan:
    """A plan of samples, which contain no words of their own."""
    rng = Random(4)
    return plan_of("1", {e.slug: e.sample(rng) for e in AGENDA}, pseudo.HEBREW, TODAY)


def english(*texts: Any) -> set[str]:
    return {word for text in texts if isinstance(text, str) for word in WORD.findall(text)}


def read(html: str) -> str:
    """A page's text, without markup and scripts."""
    return unescape(re.sub("<[^>]+>", " ", re.sub(r"(?s)<(style|script).*?</\1>", " ", html)))


def drawn(spec: Any, key: str = "") -> Iterator[str]:
    """The texts of a figure."""
    if isinstance(spec, str) and key in {"text", "ticktext", "name", "label"}:
        yield re.sub("<[^>]+>", " ", spec)
    elif isinstance(spec, dict):
        for name, inner in spec.items():
            yield from drawn(inner, name)
    elif isinstance(spec, list):
        for inner in spec:
            yield from drawn(inner, key)


def cells(book: bytes) -> list[Any]:
    sheets = openpyxl.load_workbook(io.BytesIO(book)).worksheets
    told = [cell for s in sheets for row in s.iter_rows(values_only=True) for cell in row]
    return [*(sheet.title for sheet in sheets), *told]


def test_the_plan_says_nothing_in_english_on_paper_in_word_or_in_a_calendar() -> None:
    made = plan()
    everything = [section.key for section in made.sections]
    assert english(read(page(made, "", everything))) == set()
    paper = docx.Document(io.BytesIO(document(made, "a4", everything)))
    boxes = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert english(*(paragraph.text for paragraph in paper.paragraphs), *boxes) == set()
    events = Calendar.from_ical(calendar(made, "somebody")).walk("VEVENT")
    assert english(*(str(e.get(of, "")) for e in events for of in ("summary", "description"))) == (
        set()
    )


def test_the_report_and_the_guide_say_nothing_in_english(store: Store, cohort: Cohort) -> None:
    shown = printed.page(report(store, cohort))
    assert english(read(shown)) == set()
    figures = [json.loads(unescape(one)) for one in re.findall('data-figure="([^"]*)"', shown)]
    assert figures
    assert english(*(text for figure in figures for text in drawn(figure))) == set()
    stops = timetable.timetable(store.rooms.state(cohort.code).agenda)
    assert english(read(guide.page(cohort, stops, pseudo.HEBREW))) == set()


def test_workbooks_say_nothing_in_english(store: Store, cohort: Cohort) -> None:
    assert english(*cells(workbook.book(report(store, cohort)))) == set()
    told = store.rooms.responses(cohort, QUESTIONS)
    assert english(*cells(answers.book(told, pseudo.HEBREW))) == set()


def test_a_column_of_answers_has_a_name_in_each_language(store: Store, cohort: Cohort) -> None:
    told = store.rooms.responses(cohort, QUESTIONS)
    raw = {field for asked in AGENDA for field in shared_fields(asked.answer)}
    for language in offered():
        sheets = openpyxl.load_workbook(io.BytesIO(answers.book(told, language))).worksheets[1:]
        titles = {str(cell.value) for sheet in sheets for cell in sheet[1]}
        assert titles & raw == set()
        first = {name for asked in AGENDA for name in asked.content(FIRST_LANGUAGE).fields.values()}
        assert language == FIRST_LANGUAGE or titles & first == set()


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Goal: lead"), ("de", "Goal: lead"), ("fr", "Goal\u00a0: lead")]
)
def test_a_colon_stands_as_a_language_has_it(language: str, told: str) -> None:
    assert named("Goal", "lead", language) == told
