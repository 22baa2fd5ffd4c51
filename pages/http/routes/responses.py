"""Answers out, per question and without names; answers in, from paper or other tools."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.responses import JSONResponse, Response

from data.answers import ImportedAnswer
from data.cohorts import Gone
from data.halves import shared_fields
from exercises import exercise
from exercises.text import Typed
from pages.http.documents import answers, tables
from pages.http.routes.callers import Caller, Refusal
from pages.http.routes.cohorts import reasons
from pages.http.speaking import language_of
from pages.results.votes import QUESTIONS

# How many bad lines are reported, and how long a line may be. Without these, a body within its size
# limit could block a thread for ten seconds.
_PROBLEMS_TOLD = 20
_LONGEST_LINE = 20_000


class Line(BaseModel):
    """One line of an import."""

    model_config = ConfigDict(strict=True, extra="forbid", hide_input_in_errors=True)

    attendee: Annotated[str, Typed(100, least=1)]
    exercise: str
    answer: dict[str, Any]


def as_csv(caller: Caller) -> Response:
    """Return the answers as CSV."""
    return _download(caller, "csv", tables.CSV, tables.as_csv)


def as_parquet(caller: Caller) -> Response:
    """Return the answers as Parquet."""
    return _download(caller, "parquet", "application/vnd.apache.parquet", _parquet)


def as_xlsx(caller: Caller) -> Response:
    """Return the answers as a workbook, with a sheet per exercise and a column per question."""
    language = language_of(caller.request, caller.facilitated())
    return _download(caller, "xlsx", tables.XLSX, lambda told: answers.book(told, language))


def add(caller: Caller) -> Response:
    """Import the answers of a JSON Lines body, all or nothing."""
    cohort = caller.facilitated()
    given = list(_read(caller.body))
    try:
        caller.store.answers.add(cohort.code, given)
    except Gone as gone:  # deleted since the key was checked
        raise Refusal(404, "There is no cohort with this code.") from gone
    return JSONResponse({"added": len(given)}, status_code=201)


def _download(
    caller: Caller, ending: str, kind: str, write: Callable[[pd.DataFrame], bytes]
) -> Response:
    cohort = caller.facilitated()
    told = caller.store.rooms.responses(cohort, QUESTIONS)
    if told.empty:
        raise Refusal(
            409, f"Too few answers so far: every question has fewer than {cohort.min_group}."
        )
    marked = "-synthetic" if cohort.synthetic else ""
    return tables.to_keep(write(told), kind, f"responses-{cohort.code}{marked}.{ending}")


def _parquet(told: pd.DataFrame) -> bytes:
    return told.map(tables.escape_formula).to_parquet(index=False)


def _read(body: bytes) -> Iterator[ImportedAnswer]:
    problems: list[dict[str, object]] = []
    lines = enumerate(io.BytesIO(body.removeprefix(b"\xef\xbb\xbf")), start=1)
    for number, line in ((n, text.rstrip(b"\n")) for n, text in lines if text.strip()):
        try:
            yield _answer(line)
        except (ValidationError, ValueError) as error:
            told = reasons(error) if isinstance(error, ValidationError) else str(error)
            problems.append({"line": number, "error": told})
            if len(problems) == _PROBLEMS_TOLD:
                break
    if problems:
        at_least = "at least " if len(problems) == _PROBLEMS_TOLD else ""
        told = f"Nothing was added: {at_least}{len(problems)} line(s) can't be read."
        raise Refusal(422, told, problems)


def _answer(text: bytes) -> ImportedAnswer:
    if len(text) > _LONGEST_LINE:
        raise ValueError(f"the line is longer than {_LONGEST_LINE} bytes")
    line = Line.model_validate_json(text)
    asked = exercise(line.exercise)
    if asked is None:
        raise ValueError("exercise: there is no exercise of this name")
    foreign = set(line.answer) - set(shared_fields(asked.answer))
    if foreign:
        raise ValueError(f"answer: only {', '.join(shared_fields(asked.answer))} can be imported")
    answer = asked.answer.model_validate_json(json.dumps(line.answer))
    return ImportedAnswer(line.attendee, asked.slug, answer)
