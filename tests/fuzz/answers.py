"""Answer models: they refuse with a reason, and what they accept works everywhere."""

import json
from collections.abc import Sequence
from random import Random
from typing import Any, get_args

import duckdb
from hypothesis import strategies as st
from pydantic import ValidationError

from data import halves
from exercises import Exercise
from exercises.exercise import Answer, Theme
from exercises.plan import Date, Grid, Items, Paragraph, Section
from pages.http.routes.cohorts import reasons
from pages.shared.saving.answers import _reasons
from tests.fuzz import models
from tests.fuzz.running import Tally, throw
from tests.fuzz.values import anything, changed

FAMILY, ROOMS = "answers", "rooms of answers"


def throw_answers(exercise: Exercise, cases: int, start: int, tally: Tally, **more: float) -> None:
    """Throw values at an exercise."""

    def give(given: Any) -> str:
        return "refused" if take(exercise, given) is None else "accepted"

    throw(near(exercise), give, cases=cases, start=start, tally=tally, family=FAMILY, **more)


def throw_rooms(exercise: Exercise, cases: int, start: int, tally: Tally, **more: float) -> None:
    """Summarise and draw rooms of valid answers."""

    def draw(room: list[Any]) -> str:
        given = [answer for one in room if (answer := take(exercise, one)) is not None]
        count(exercise, given)
        return "drawn" if given else "empty"

    throw(rooms(exercise), draw, cases=cases, start=start, tally=tally, family=ROOMS, **more)


def near(exercise: Exercise) -> st.SearchStrategy[Any]:
    """Anything a person could enter, with up to two things that nobody would."""
    given = st.one_of(
        models.values(exercise.answer),
        st.integers(0, 2**32).map(lambda seed: exercise.sample(Random(seed)).model_dump()),
    )
    once = given.flatmap(changed)
    return st.one_of(given, once, once.flatmap(changed), anything)


def rooms(exercise: Exercise) -> st.SearchStrategy[list[Any]]:
    """Any answers of a room."""
    return st.lists(models.values(exercise.answer), max_size=12)


def take(exercise: Exercise, given: Any) -> Answer | None:
    """Give an exercise a value: it can be stored and read back, or is refused with a reason."""
    try:
        answer = exercise.answer.model_validate(given)
    except ValidationError as refused:
        told = _reasons(refused)
        assert told.strip()
        assert "{" not in told
        assert reasons(refused).strip()
        return None
    shared, private = halves.split(answer)
    json.dumps([shared, private], allow_nan=False)
    stored = halves.joined(shared, private).encode()
    assert exercise.answer.model_validate_json(stored) == answer
    _tells(exercise, answer)
    return answer


def told(exercise: Exercise, given: Any) -> str:
    """What a page says of a refused value; empty if it's accepted."""
    try:
        exercise.answer.model_validate(given)
    except ValidationError as refused:
        return _reasons(refused)
    return ""


def count(exercise: Exercise, answers: Sequence[Answer]) -> None:
    """Summarise a room, and draw it in both themes."""
    figures = summary(exercise, answers)
    json.dumps(figures, allow_nan=False)
    for theme in get_args(Theme):
        seen = {"n": len(answers), **figures}
        for picture in exercise.pictures(seen, exercise.content(), theme):
            assert picture.headline.strip()
            assert "nan" not in picture.headline.split()
            picture.figure.to_json()


def summary(exercise: Exercise, answers: Sequence[Answer]) -> dict[str, Any]:
    """The figures of summary.sql over one answer per person."""
    rows = [(str(i), halves.split(answer)[0]) for i, answer in enumerate(answers)]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE latest (attendee VARCHAR, shared VARCHAR)")
        connection.execute("CREATE TABLE minimum AS SELECT 3 AS least")
        if rows:
            connection.executemany("INSERT INTO latest VALUES (?, ?)", rows)
        found = connection.execute(exercise.summary_sql)
        names = [column[0] for column in found.description]
        (row,) = found.fetchall()
    return dict(zip(names, row, strict=True))


def _tells(exercise: Exercise, answer: Answer) -> None:
    section = exercise.plan(answer, exercise.content())
    assert section is None or isinstance(section, Section)
    for part in section.parts if section else ():
        assert all(isinstance(text, str) for text in _texts(part))
    assert all(isinstance(day, Date) for day in exercise.dates(answer, exercise.content()))


def _texts(part: Paragraph | Items | Grid) -> tuple[str, ...]:
    if isinstance(part, Paragraph):
        return (part.text,)
    if isinstance(part, Items):
        return (part.title, *part.lines)
    return (*part.columns, *(cell for row in part.rows for cell in row))
