"""A vote compares only what's counted, and drawing a page saves nothing."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data import Store
from data.cohorts import Cohort
from exercises import AGENDA, Exercise
from exercises.exercise import Answer
from pages.wording import WORDING
from tests.page.conftest import Visit
from tests.page.test_stored_data import full, partly
from tests.people import attendee_of
from tests.unit.test_merging import FILLED

TOO_LATE = WORDING.in_("en").run.too_late
WITH_WORDS = ("goals", "self_assessment", "find_mentors", "pitch", "nurture", "closing")


def filled(exercise: Exercise) -> Answer:
    return FILLED.get(exercise.slug) or full(exercise)


def somebody(store: Store, stored: Callable[[Exercise], Answer]) -> tuple[Cohort, str]:
    """Someone who has answered everything, in a room where all voting has ended."""
    cohort, _ = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    for exercise in AGENDA:
        store.answers.save(key, cohort.code, exercise.slug, stored(exercise))
        store.rooms.cue(cohort.code, exercise.slug, "reveal")
    return cohort, key


def says_too_late(app: AppTest) -> bool:
    return TOO_LATE in [info.value for info in app.info]


@pytest.mark.parametrize("stored", [filled, partly], ids=["filled", "partly"])
@pytest.mark.parametrize("slug", [exercise.slug for exercise in AGENDA])
def test_a_page_that_is_drawn_saves_nothing(
    visit: Visit, store: Store, slug: str, stored: Callable[[Exercise], Answer]
) -> None:
    cohort, key = somebody(store, stored)
    before = store.answers.newest(key, slug)
    app = visit(f"attendee/{slug}.py", workshop_attendee=f"{cohort.code}.{key}")
    app.run()
    assert not app.exception
    assert store.answers.newest(key, slug) == before
    assert not says_too_late(app)


@pytest.mark.parametrize("slug", WITH_WORDS)
def test_a_typo_mended_after_the_vote_leaves_one_in_the_results(
    visit: Visit, store: Store, slug: str
) -> None:
    cohort, key = somebody(store, filled)
    cookie = f"{cohort.code}.{key}"
    app = visit(f"attendee/{slug}.py", workshop_attendee=cookie)
    before = store.answers.newest(key, slug)
    typed = [*app.text_area, *(f for f in app.text_input if f.label not in ("tab", "seen"))]
    words = next(f for f in typed if f.value.strip())
    words.set_value("x" + words.value[1:]).run()
    assert store.answers.newest(key, slug) > before, "it is saved"
    assert not says_too_late(app)
    assert not says_too_late(visit(f"attendee/{slug}.py", workshop_attendee=cookie))


def test_before_a_choice_is_changed_after_the_vote_the_page_says_where_that_counts(
    visit: Visit, store: Store
) -> None:
    told = WORDING.in_("en").run.after_vote
    cohort, _ = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    cookie = f"{cohort.code}.{key}"
    for person in (key, attendee_of(store, cohort), attendee_of(store, cohort)):
        store.answers.save(person, cohort.code, "roles", filled(AGENDA[0]))
    app = visit("attendee/roles.py", workshop_attendee=cookie)
    assert told not in [caption.value for caption in app.caption]
    store.rooms.cue(cohort.code, "roles", "reveal")
    app = visit("attendee/roles.py", workshop_attendee=cookie)
    assert told in [caption.value for caption in app.caption]


def test_a_choice_changed_after_the_vote_is_not_in_the_results(visit: Visit, store: Store) -> None:
    cohort, key = somebody(store, filled)
    cookie = f"{cohort.code}.{key}"
    app = visit("attendee/roles.py", workshop_attendee=cookie)
    group = app.button_group[0]
    group.set_value("sponsor" if group.value == "coach" else "coach").run()
    assert says_too_late(visit("attendee/roles.py", workshop_attendee=cookie))
