"""The stage: what a room sees on the projector, and when."""

from random import Random

import pytest

from data import Store
from data.answers import ImportedAnswer
from exercises import AGENDA, Exercise
from exercises.nurture import EXERCISE as NURTURE
from exercises.roles import EXERCISE as ROLES
from tests.page.conftest import Visit
from tests.page.test_pages import cookie, everything

STAGE = "facilitator/stage.py"


@pytest.fixture
def room(store: Store) -> tuple[str, str]:
    """The code and the facilitator's key of a room of nine."""
    cohort, key = store.cohorts.create("Spring", 3)
    rng = Random(2)
    store.answers.add(
        cohort.code,
        [ImportedAnswer(str(i), e.slug, e.sample(rng)) for i in range(9) for e in AGENDA],
    )
    return cohort.code, key


def shown(visit: Visit, room: tuple[str, str]) -> str:
    return everything(visit(STAGE, workshop_facilitator=cookie(*room)))


def test_between_exercises_it_tells_how_to_join(visit: Visit, room: tuple[str, str]) -> None:
    told = shown(visit, room)
    assert f"{room[0][:3]}-{room[0][3:]}" in told
    assert f"/join/{room[0]}" in told
    assert "9 people have joined" in told


@pytest.mark.parametrize("asked", AGENDA, ids=lambda e: e.slug)
def test_a_picture_waits_until_it_is_revealed(
    visit: Visit, store: Store, room: tuple[str, str], asked: Exercise
) -> None:
    slug = asked.slug
    store.rooms.cue(room[0], slug, "here")
    app = visit(STAGE, workshop_facilitator=cookie(*room))
    assert asked.content().title in everything(app)
    assert "9 of 9 have answered" in everything(app)
    assert not app.subheader
    store.rooms.cue(room[0], slug, "reveal")
    assert visit(STAGE, workshop_facilitator=cookie(*room)).subheader
    store.rooms.cue(room[0], slug, "hide")
    assert not visit(STAGE, workshop_facilitator=cookie(*room)).subheader


def test_too_few_answers_make_no_picture(visit: Visit, store: Store) -> None:
    cohort, key = store.cohorts.create("Small", 5)
    rng = Random(2)
    store.answers.add(
        cohort.code, [ImportedAnswer(str(i), "nurture", NURTURE.sample(rng)) for i in range(4)]
    )
    store.rooms.cue(cohort.code, "nurture", "here")
    store.rooms.cue(cohort.code, "nurture", "reveal")
    app = visit(STAGE, workshop_facilitator=cookie(cohort.code, key))
    assert not app.subheader
    assert "Results appear once 5 people have answered" in everything(app)


def test_after_a_second_vote_both_stand_side_by_side(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    for cue in ("here", "second_vote"):
        store.rooms.cue(room[0], "roles", cue)
    while_they_vote = shown(visit, room)
    assert "Vote again: change anything you now see differently." in while_they_vote
    assert "The second vote appears once 3 people have voted again." in while_they_vote
    voted_again(store, room[0], 2)
    assert "Voted again" not in shown(visit, room), "one person's second vote is not even counted"
    store.rooms.cue(room[0], "roles", "reveal")
    told = shown(visit, room)
    assert "First vote: 9 answers" in told
    assert "Second vote:" not in told
    store.rooms.cue(room[0], "roles", "open")
    store.rooms.cue(room[0], "roles", "hide")
    voted_again(store, room[0], 4)
    assert "Voted again: 4" in shown(visit, room)
    store.rooms.cue(room[0], "roles", "reveal")
    assert "Second vote: 4 answers · Kept their first vote: 5" in shown(visit, room)


def voted_again(store: Store, code: str, people: int) -> None:
    """Let the first so many vote again."""
    rng = Random(3)
    again = [ImportedAnswer(str(i), "roles", ROLES.sample(rng)) for i in range(people)]
    store.answers.add(code, again)


def test_it_has_nothing_to_press(visit: Visit, store: Store, room: tuple[str, str]) -> None:
    store.rooms.cue(room[0], "roles", "here")
    store.rooms.cue(room[0], "roles", "reveal")
    app = visit(STAGE, workshop_facilitator=cookie(*room))
    assert not (app.button or app.text_input or app.checkbox or app.radio)
