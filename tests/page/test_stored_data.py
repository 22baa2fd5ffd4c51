"""Every page opens with whatever is stored: nothing, some of it, all of it, and the worst."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError

from data import Store
from exercises import AGENDA, Exercise
from exercises.closing.answer import Closing
from exercises.exercise import Answer
from exercises.find_mentors.answer import FindMentors, Person
from exercises.nurture.answer import Nurture
from tests.fuzz import hostile
from tests.fuzz.values import MARKED_UP, OF_THE_WORLD
from tests.page.conftest import Visit
from tests.people import attendee_of, own_json

OWN_PAGES = ("attendee/home.py", "attendee/plan.py")
ROOM_PAGES = ("facilitator/cohort.py", "facilitator/stage.py", "facilitator/compare.py")
# These elements read Markdown; people's own words must never be in them.
READS_MARKDOWN = (
    "markdown",
    "caption",
    "info",
    "success",
    "warning",
    "error",
    "header",
    "subheader",
)
WORST = MARKED_UP[0]


def nothing(_: Exercise) -> Answer | None:
    """Nobody has answered."""
    return None


def untouched(exercise: Exercise) -> Answer:
    """An empty answer."""
    return exercise.answer()


def partly(exercise: Exercise) -> Answer:
    """Some of it: the first field of a sample that's valid by itself."""
    sample = exercise.sample(Random(1))
    for field in exercise.answer.model_fields:
        try:
            return exercise.answer.model_validate({field: getattr(sample, field)})
        except ValidationError:
            continue
    return sample


def filled(text: Callable[[hostile.TextField], str]) -> Callable[[Exercise], Answer]:
    """All of it: a sample, with text in every field that takes any."""

    def answer(exercise: Exercise) -> Answer:
        given: dict[str, Any] = exercise.sample(Random(2)).model_dump()
        for field in (f for f in hostile.text_fields() if f.exercise is exercise):
            more = given | field.put(text(field))
            try:
                exercise.answer.model_validate(more)
            except ValidationError:
                continue  # it doesn't fit with the rest
            given = more
        return exercise.answer.model_validate(given)

    return answer


full = filled(lambda field: ("Wörter 山田 👩🏽\u200d💻 " * 1000)[: field.longest].strip())
worst = filled(lambda field: WORST[: field.longest].strip())
STORED = {
    "nothing": nothing,
    "untouched": untouched,
    "partly filled": partly,
    "full": full,
    "hostile": worst,
}
EVERY_PAGE = (*OWN_PAGES, *(f"attendee/{exercise.slug}.py" for exercise in AGENDA), *ROOM_PAGES)


def test_the_worst_of_texts_gets_into_every_exercise_that_takes_words() -> None:
    taking = {field.exercise.slug for field in hostile.text_fields()}
    with_it = {e.slug for e in AGENDA if WORST[:20] in worst(e).model_dump_json()}
    assert with_it == taking
    assert OF_THE_WORLD, "and people's own scripts are in the full ones"


@pytest.mark.parametrize("stored", STORED)
@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_page_opens_with_what_is_stored(
    visit: Visit, store: Store, page: str, stored: str
) -> None:
    cohort, facilitator = store.cohorts.create(WORST, 3)
    people = [attendee_of(store, cohort) for _ in range(4)]
    for key in people:
        for exercise in AGENDA:
            if answer := STORED[stored](exercise):
                store.answers.save(key, cohort.code, exercise.slug, answer)
    for exercise in AGENDA[:2]:
        store.rooms.cue(cohort.code, exercise.slug, "reveal")
    store.rooms.cue(cohort.code, AGENDA[0].slug, "here")
    cookies = {
        "workshop_attendee": f"{cohort.code}.{people[0]}",
        "workshop_facilitator": f"{cohort.code}.{facilitator}",
    }
    app = visit(page, **cookies)
    read = [str(e.value) for kind in READS_MARKDOWN for e in getattr(app, kind)]
    assert not [text for text in read if WORST[:20] in text]


@pytest.mark.parametrize("day", [date.min, date(2001, 2, 3), date(2061, 2, 3), date.max], ids=str)
@pytest.mark.parametrize("slug", ["closing", "find_mentors", "nurture"])
def test_a_page_that_is_opened_keeps_any_day_that_is_stored(
    visit: Visit, store: Store, slug: str, day: date
) -> None:
    """Regression: a date more than ten years away was lost on opening its page."""
    answers: dict[str, Answer] = {
        "closing": Closing(commitment="Write to Asha", by=day),
        "find_mentors": FindMentors(people=(Person(name="Asha", by=day),)),
        "nurture": Nurture(first_meeting=day),
    }
    cohort, _ = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    store.answers.save(key, cohort.code, slug, answers[slug])
    before = own_json(store, key, slug)
    visit(f"attendee/{slug}.py", workshop_attendee=f"{cohort.code}.{key}").run()
    assert own_json(store, key, slug) == before
