"""Answers that nobody enters: refused with a reason, or fit for the whole app."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

import pytest
from pydantic import AfterValidator, Field, model_validator

from exercises import AGENDA, Exercise
from exercises.exercise import Answer, Name
from pages.shared.saving.answers import _as_far_as_valid
from pages.shared.saving.known import Known
from tests.fuzz import answers, models
from tests.fuzz.running import Tally, throw

each_exercise = pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)

# Totals, however long the agenda is.
CASES, ROOMS = 1800, 108


@each_exercise
def test_an_answer_is_good_for_the_whole_house_or_refused_in_words(exercise: Exercise) -> None:
    tally = Tally()
    answers.throw_answers(exercise, CASES // len(AGENDA), 1, tally)
    outcomes = tally.outcomes[answers.FAMILY]
    assert outcomes["accepted"] > 10, "near enough to what people give"
    assert outcomes["refused"] > 10, "far enough from it"


@each_exercise
def test_any_room_can_be_summed_up_and_drawn(exercise: Exercise) -> None:
    tally = Tally()
    answers.throw_rooms(exercise, ROOMS // len(AGENDA), 1, tally)
    assert tally.outcomes[answers.ROOMS]["drawn"] > 5


@each_exercise
def test_the_values_reach_every_field(exercise: Exercise) -> None:
    """Thrown values are worthless if they leave half of the model empty."""
    given: dict[str, Any] = {}

    def note(value: dict[str, Any]) -> str:
        answer = answers.take(exercise, value)
        if answer is not None:
            given.update((f, v) for f, v in answer if v != getattr(exercise.answer(), f))
        return "taken"

    throw(models.values(exercise.answer), note, cases=150, start=2, tally=Tally(), family="fields")
    assert set(given) == set(exercise.answer.model_fields)


class Part(Answer):
    by: date | None = None
    words: Name = ""


class Everything(Answer):
    """Every kind of field that an exercise may have."""

    votes: dict[str, Literal["coach", "mentor"]] = Field(default_factory=dict)
    pair: tuple[Annotated[int, Field(ge=1, le=5)], bool] = (1, True)
    parts: Annotated[tuple[Part, ...], Field(max_length=3)] = ()
    share: Annotated[float, Field(ge=0, le=1)] | None = None
    picked: frozenset[Literal["a", "b"]] = frozenset()
    grid: tuple[dict[Literal["x"], Annotated[str, AfterValidator(str.strip)]], ...] = ()


def test_the_values_fit_models_of_every_shape() -> None:
    reached: set[str] = set()

    def note(value: dict[str, Any]) -> str:
        answer = Everything.model_validate(value)
        reached.update(f for f, v in answer if v != getattr(Everything(), f))
        reached.update(f for part in answer.parts for f, v in part if v != getattr(Part(), f))
        return "taken"

    throw(models.values(Everything), note, cases=150, start=2, tally=Tally(), family="shapes")
    assert reached == {*Everything.model_fields, *Part.model_fields}


class Range(Answer):
    """Two fields that are each valid, but not together."""

    low: int = 0
    high: int = 9

    @model_validator(mode="after")
    def _in_order(self) -> "Range":
        if self.low > self.high:
            raise ValueError("low is above high")
        return self


def test_fields_that_do_not_go_together_leave_the_answer_as_it_was() -> None:
    exercise, before = replace(AGENDA[0], answer=Range), Range(low=1, high=2)
    kept, told = _as_far_as_valid(exercise, {"low": 5, "high": 3}, Known(before, 1))
    assert kept == before
    assert told
