"""Texts that would do harm if they were more than text, in every field that takes any."""

import csv
import io
import json
from random import Random
from typing import Any

import httpx
import openpyxl
import pytest

from data.halves import shared_fields
from exercises import AGENDA, Exercise
from pages.http.middleware.bodies import SMALL_BODY
from pages.shared.language import words
from tests.fuzz import answers, hostile
from tests.fuzz.grounds import Grounds
from tests.fuzz.hostile import TextField
from tests.fuzz.values import MARKED_UP, OF_THE_WORLD, UNSEEN, UNTYPABLE
from tests.http.conftest import bearer
from tests.server import HOST_KEY

A_MEGABYTE = "x" * 1_000_000
AS_LONG_AS_A_BODY_MAY_BE = "x" * (SMALL_BODY - 100)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

each_field = pytest.mark.parametrize(
    "field", hostile.text_fields(), ids=lambda f: f"{f.exercise.slug}{f.path}"
)


def test_there_are_fields_to_write_in() -> None:
    assert ".candidates[].name" in {field.path for field in hostile.text_fields()}


@each_field
def test_what_people_write_comes_back_letter_by_letter(field: TextField) -> None:
    for text in (*MARKED_UP, *OF_THE_WORLD):
        written = text[: field.longest].strip()
        answer = answers.take(field.exercise, field.answer(written))
        assert answer is not None, written
        assert json.dumps(written) in json.dumps(answer.model_dump(mode="json"))


@each_field
def test_what_nobody_types_is_refused_with_a_reason_of_its_own(field: TextField) -> None:
    vague = str(words().saving.reasons["other"])
    for text in (*UNTYPABLE, A_MEGABYTE):
        given = field.answer(text)
        assert answers.take(field.exercise, given) is None
        assert vague not in answers.told(field.exercise, given)


@each_field
def test_marks_that_nobody_sees_are_dropped(field: TextField) -> None:
    for text in UNSEEN:
        answer = answers.take(field.exercise, field.answer(text))
        assert answer is not None, text
        told = answer.model_dump_json()
        assert '"ab"' in told
        assert text not in told


@pytest.mark.parametrize("text", (*MARKED_UP, *OF_THE_WORLD))
def test_a_title_comes_back_letter_by_letter(grounds: Grounds, text: str) -> None:
    made = _open_room(grounds, text)
    assert made.status_code == 201, made.text
    key = made.json()["facilitator_key"]
    told = grounds.client.get(f"/api/cohorts/{made.json()['code']}/summary", headers=bearer(key))
    assert told.json()["title"] == text


def test_a_title_or_an_id_that_nobody_types_is_refused_with_a_reason(grounds: Grounds) -> None:
    grounds.renew()
    for text in (*UNTYPABLE, AS_LONG_AS_A_BODY_MAY_BE, A_MEGABYTE):
        refused = _open_room(grounds, text)
        # Once a body is too long for any title, the rest isn't read.
        assert refused.status_code == (413 if text == A_MEGABYTE else 422)
        assert refused.json()["error"]
        refused = grounds.room.add(json.dumps(_line(text, AGENDA[0], {})))
        assert refused.status_code == 422, text
        assert refused.json()["lines"][0]["error"]
    assert grounds.room.get("summary").json()["joined"] == 1, "the one of the grounds"


def test_no_cell_of_an_export_is_a_formula(grounds: Grounds) -> None:
    grounds.renew()
    fields = [f for f in hostile.text_fields() if _is_shared(f)]
    texts = (*MARKED_UP, *OF_THE_WORLD)
    given = [_sampled(text, exercise) for text in texts for exercise in AGENDA]
    for field in fields:
        given += [
            _line(
                f"{field.path}{text}",
                field.exercise,
                field.answer(text[: field.longest].strip()),
            )
            for text in texts
        ]
    added = grounds.room.add("\n".join(map(json.dumps, given)))
    assert added.status_code == 201, added.text
    table = csv.reader(io.StringIO(_export(grounds, "responses.csv").decode("utf-8-sig")))
    _are_inert([cell for row in table for cell in row])
    for name in ("responses.xlsx", "report.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(_export(grounds, name)))
        _are_inert([str(cell) for sheet in book for row in sheet.values for cell in row if cell])


def _export(grounds: Grounds, name: str) -> bytes:
    told = grounds.room.get(name)
    assert told.status_code == 200, told.text
    return told.content


def _are_inert(cells: list[str]) -> None:
    assert len(cells) > len(AGENDA)
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]
    # Each row's attendee gets an invented name.
    assert not [cell for cell in cells if any(text in cell for text in MARKED_UP)]


def _open_room(grounds: Grounds, title: str) -> httpx.Response:
    return grounds.client.post("/api/cohorts", json={"title": title}, headers=bearer(HOST_KEY))


def _line(attendee: str, exercise: Exercise, answer: dict[str, Any]) -> dict[str, object]:
    """Return a line of an import, which may hold only shared fields."""
    shared = {f: v for f, v in answer.items() if f in shared_fields(exercise.answer)}
    return {"attendee": attendee, "exercise": exercise.slug, "answer": shared}


def _sampled(attendee: str, exercise: Exercise) -> dict[str, object]:
    sample = exercise.sample(Random(attendee))
    return _line(attendee, exercise, sample.model_dump(mode="json"))


def _is_shared(field: TextField) -> bool:
    return field.path[1:].split(".")[0].split("[")[0].split("{")[0] in shared_fields(
        field.exercise.answer
    )
