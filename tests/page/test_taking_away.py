"""Every value in every exercise can be removed from a newly opened page."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import Store
from exercises import AGENDA, Exercise, exercise
from exercises.exercise import Answer
from exercises.self_assessment.answer import SelfAssessment
from tests.page.conftest import Visit
from tests.page.test_votes_and_words import filled, somebody

TEXTS = ("text_area", "text_input")
INPUTS = (*TEXTS, "button_group", "selectbox", "date_input", "number_input")
HIDDEN = ("tab", "seen")
# Only navigation or a choice of view: no part of an answer.
TURNS = ("screen", "which", "form", "order", "follow")
MOST = 60


def on_one_screen(exercise: Exercise) -> Answer:
    """An answer that a page shows all at once."""
    answer = filled(exercise)
    if isinstance(answer, SelfAssessment):
        return SelfAssessment(rows=answer.rows[:1])
    return answer


def inputs(app: AppTest) -> list[Any]:
    """The page's inputs that hold a value, except those that only navigate."""
    found = [field for kind in INPUTS for field in getattr(app, kind) if field.label not in HIDDEN]
    of_answers = [f for f in found if not str(f.key).startswith(TURNS)]
    return [field for field in of_answers if not is_empty(field) and not is_required(field)]


def is_required(field: Any) -> bool:
    return bool(getattr(field.proto, "required", False))


def is_empty(field: Any) -> bool:
    return field.value in (None, "", [], 0)


def take_away(field: Any) -> None:
    is_text = field.type in TEXTS
    several = field.type == "button_group" and isinstance(field.value, list)
    field.set_value("" if is_text else [] if several else None).run()


def has_a_default(field: Any) -> bool:
    """Say whether the input has a default, which a browser offers no way to clear."""
    told = field.proto
    if field.type == "date_input":
        return bool(told.default)
    return field.type in ("selectbox", "number_input") and told.HasField("default")


@pytest.mark.parametrize("slug", [exercise.slug for exercise in AGENDA])
def test_everything_can_be_taken_away(visit: Visit, store: Store, slug: str) -> None:
    cohort, key = somebody(store, on_one_screen)
    cookie = f"{cohort.code}.{key}"
    for _ in range(MOST):
        app = visit(f"attendee/{slug}.py", workshop_attendee=cookie)
        held = inputs(app)
        assert not [field.label for field in held if has_a_default(field)]
        if not held:
            break
        for name in [field.key for field in held]:
            for field in [f for f in inputs(app) if f.key == name]:
                take_away(field)
                assert not app.exception
    assert not held, [field.label for field in held]
    own = store.answers.own(key, slug)
    assert own
    assert said(exercise_of(slug).model_validate_json(own.json)) == said(exercise_of(slug)())


def exercise_of(slug: str) -> type[Answer]:
    found = exercise(slug)
    assert found
    return found.answer


def said(answer: Answer) -> dict[str, object]:
    """A person's own entries, without the app's bookkeeping."""
    noted = ("written", "begun_with", "frames", "times", "candidates")
    return {f: v for f, v in answer.model_dump().items() if f not in noted}
