"""Whatever was pressed in a room, and however few people answered, all its pages open."""

from random import Random
from typing import Any, Final, get_args

import pytest

from data import Store
from data.cohorts import Cohort
from data.cues import OF_THE_ROOM, ExerciseCue
from exercises import AGENDA
from tests.page.conftest import Visit, all_here
from tests.people import attendee_of

LEAST: Final = 3
STEPS: Final = ("roles", "goals", "find_mentors")  # a quiz, and two exercises with a single vote
MOMENTS: Final = 8
PRESSES: Final = tuple(c for c in get_args(ExerciseCue) if c not in ("timer", "picture", "visible"))


def go_on(store: Store, cohort: Cohort, people: list[str], rng: Random) -> None:
    """Let something happen in the room: someone answers, or a facilitator presses a button."""
    state, chance = store.rooms.state(cohort.code), rng.random()
    slug = state.here or rng.choice(STEPS)
    if chance < 0.25:
        exercise = next(e for e in AGENDA if e.slug == slug)
        for key in rng.sample(people, rng.choice((1, LEAST))):
            store.answers.save(key, cohort.code, slug, exercise.sample(rng))
    elif chance < 0.85:
        store.rooms.cue(cohort.code, slug, rng.choice(PRESSES))
    elif chance < 0.95:
        store.rooms.cue(cohort.code, rng.choice(STEPS), "here")
    else:
        cue = "reopen" if state.closed else rng.choice(("close", "rest", "finish"))
        store.rooms.cue(cohort.code, OF_THE_ROOM, cue)  # type: ignore[arg-type]


def look_at_every_step(app: Any) -> None:
    """Look at every step on the run page, starting with the room's current one."""
    assert not app.run().exception
    for slug in STEPS:
        (steps,) = [radio for radio in app.radio if str(radio.key).startswith("step-")]
        assert not steps.set_value(slug).run().exception


@pytest.mark.parametrize("seed", (1, 2))
def test_every_page_of_a_room_opens_in_any_state(visit: Visit, store: Store, seed: int) -> None:
    rng = Random(seed)
    cohort, leads = store.cohorts.create("Spring", LEAST)
    people = [attendee_of(store, cohort) for _ in range(2 * LEAST)]
    cookies = {
        "workshop_facilitator": f"{cohort.code}.{leads}",
        "workshop_attendee": f"{cohort.code}.{people[0]}",
    }
    store.rooms.cue(cohort.code, rng.choice(STEPS), "here")
    with all_here(store, cohort, people):
        run, *others = (
            visit(f"{page}.py", **cookies)
            for page in ("facilitator/cohort", "facilitator/stage", "attendee/roles")
        )
        for _ in range(MOMENTS):
            for _ in range(2):
                go_on(store, cohort, people, rng)
            look_at_every_step(run)
            for page in others:
                assert not page.run().exception
        for name in ("dashboard", "compare", "agenda"):
            visit(f"facilitator/{name}.py", **cookies)
