"""The report: every exercise, with the figures on the screens, and nothing about small groups."""

import csv
import io
import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import httpx
import openpyxl
import pytest

from exercises import AGENDA
from exercises.formats import day
from exercises.roles import WORDING
from pages.http import assets
from tests.http.conftest import Room, bearer, forms, sheets
from tests.server import HOST_KEY


def test_the_document_has_every_exercise_and_says_where_too_few_answered(room: Room) -> None:
    room.add(forms(6))
    told = room.get("report.html")
    assert told.headers["cache-control"] == "no-store"
    assert "Spring" in told.text
    assert "6 people joined." in told.text
    for exercise in AGENDA:
        assert f"</small> {exercise.content().title}</h2>" in told.text
    assert told.text.count("data-figure=") == 1, "too few of them marked a deal-breaker"
    assert told.text.count("Too few answers: 0.") == len(AGENDA) - 1


def test_what_is_not_drawn_is_told_in_words_and_as_a_table(room: Room) -> None:
    room.add(sheets(30))
    told = room.get("report.html").text
    step = told.partition("</small> What you need in a mentor</h2>")[2].partition("</section>")[0]
    assert step.count("data-figure=") == 2
    assert step.count("<li>") == 3
    assert step.count("<table") == 5
    assert "%</td>" in step
    assert not re.search(r"<td>0\.\d", step.partition("Some agreement")[0])


def test_the_document_says_on_which_day_people_answered(room: Room) -> None:
    assert " · " not in room.get("report.html").text.partition("</h1>")[2].partition("</p>")[0]
    room.add(forms(6))
    today = datetime.now(UTC)
    assert f" · {today.day} {today:%b} {today.year}</p>" in room.get("report.html").text


# At any moment, these are a day or more apart.
EAST, WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"


def day_in(zone: str) -> date:
    return datetime.now(ZoneInfo(zone)).date()


def test_the_days_of_a_report_are_those_of_who_reads_it(room: Room) -> None:
    room.add(forms(6))
    for zone in (EAST, WEST):
        told = room.get(f"report.html?zone={zone}").text
        assert f" · {day(day_in(zone), 'en')}</p>" in told
    for wrong in ("../../etc/passwd", "Nowhere", ""):
        assert f" · {day(day_in('UTC'), 'en')}</p>" in room.get(f"report.html?zone={wrong}").text


def test_the_summary_has_three_findings_commitments_and_the_verdict(room: Room) -> None:
    room.add(sheets(30))
    told = room.get("report.html").text
    summary, _, steps = told.partition('<section class="step">')
    findings = re.findall(r"<li><strong>(.*?)</strong>", summary)
    assert len(findings) == 3
    assert all(finding in steps for finding in findings)
    assert "With a next step:" in summary
    assert "Likely to recommend it:" in summary
    assert "<td>30</td><td>100%</td>" in summary


def test_a_room_with_one_step_has_its_finding_there(room: Room) -> None:
    room.add(forms(6))
    summary = room.get("report.html").text.partition('<section class="step">')[0]
    assert summary.count("<li>") == 1
    assert "Recommendation" not in summary


def test_figures_of_few_are_in_neither_form(room: Room) -> None:
    room.add(forms(4))
    assert "data-figure" not in room.get("report.html").text
    assert "matters most" not in str(_sheets(room))


def test_the_workbook_has_a_sheet_an_exercise_with_the_figures_of_the_screen(room: Room) -> None:
    room.add(forms(6))
    sheets_ = _sheets(room)
    assert len(sheets_) == 1 + len(AGENDA)
    share = room.summary().json()["rows"][0]["borda_share"]
    step = sheets_["What you need in a mentor"]
    numbers = [cell for row in step for cell in row if isinstance(cell, float)]
    assert any(number == pytest.approx(share) for number in numbers)


def test_what_a_host_typed_is_no_markup(client: httpx.Client) -> None:
    made = client.post(
        "/api/cohorts",
        json={"title": "<script>alert(1)</script>"},
        headers=bearer(HOST_KEY),
    ).json()
    path = f"/api/cohorts/{made['code']}/report.html"
    told = client.get(path, headers=bearer(made["facilitator_key"])).text
    assert "<script>alert" not in told
    assert "&lt;script&gt;alert" in told


def test_the_charts_come_from_here_packed_and_for_good(client: httpx.Client, room: Room) -> None:
    document = room.get("report.html").text
    for name in (assets.PLOTLY, assets.SCRIPT, assets.STYLE):
        assert f"../../../assets/{name}" in document
        answer = client.get(f"/assets/{name}")
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]
        plain = client.get(f"/assets/{name}", headers={"Accept-Encoding": "identity"})
        assert plain.content == answer.content
    assert client.get("/assets/plotly.js").status_code == 404


def _sheets(room: Room) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(room.get("report.xlsx").content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_numbers_of_the_workbook_have_their_formats_and_counts_stand_beside_shares(
    room: Room,
) -> None:
    room.add(sheets(30))
    book = openpyxl.load_workbook(io.BytesIO(room.get("report.xlsx").content))
    assert book.sheetnames[:3] == [
        "Summary",
        "Coach, mentor or sponsor",
        "What you want from a mentor",
    ]
    sheet = book["What you want from a mentor"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Purpose")
    first = sheet[head[0].row + 1]
    assert str(head[2].value) == f"{head[1].value} (n)"
    assert first[1].number_format == "0.0%"
    assert first[2].value == pytest.approx(first[1].value * 30)
    assert head[0].font.bold
    for page in book.worksheets:
        widths = [d.width for d in page.column_dimensions.values()]
        assert min(widths) >= 10, page.title


def test_a_charts_table_has_how_many_beside_what_share(room: Room) -> None:
    room.add(sheets(30))
    told = room.get("summary/roles/votes.csv")
    assert told.content.startswith(b"\xef\xbb\xbf")
    head, first, *_ = csv.reader(io.StringIO(told.content.decode("utf-8-sig")))
    assert head[:5] == ["Situation", "Coach", "Coach (n)", "Mentor", "Mentor (n)"]
    assert int(first[2]) == pytest.approx(float(first[1]) * 30, abs=0.01)


def test_the_answers_have_a_column_per_question_in_words(room: Room) -> None:
    room.add(sheets(30))
    book = openpyxl.load_workbook(io.BytesIO(room.get("responses.xlsx").content))
    assert "a row isn't a person" in str(book["Read me"]["A1"].value)
    head, *rows = book["Coach, mentor or sponsor"].values
    names = [words.name for words in WORDING.in_("en").scenarios.values()]
    assert list(head) == names, "in the order in which people saw them"
    columns = list(zip(*rows, strict=True))
    assert {cell for column in columns for cell in column} <= {"Coach", "Mentor", "Sponsor", None}
    for column in columns:
        told = [cell for cell in column if cell is not None]
        assert told == sorted(told), "sorted on its own, so that no row is a person"
    assert "Now: My goal in a sentence" in next(book["Where you are now"].values)
    assert all(
        isinstance(cell, int | None) for (cell, *_) in list(book["Where you are now"].values)[1:]
    )
