"""Compare: two of your own rooms or two votes, and nothing about small groups."""

from random import Random

import pytest

from data import Store
from data.answers import ImportedAnswer
from exercises.closing.answer import ITEMS, Closing, Item
from exercises.nurture import EXERCISE as NURTURE
from exercises.roles import EXERCISE as ROLES
from tests.page.conftest import Visit
from tests.page.test_pages import cookie, everything

COMPARE = "facilitator/compare.py"


@pytest.fixture
def rooms(store: Store) -> list[str]:
    """Cookies for two rooms, with nine and six people in them."""
    cookies = []
    for title, people in (("Spring", 9), ("Autumn", 6)):
        cohort, key = store.cohorts.create(title, 5)
        _answer(store, cohort.code, people)
        cookies.append(cookie(cohort.code, key))
    return cookies


def _answer(store: Store, code: str, people: int) -> None:
    rng = Random(people)
    asked = [(i, e) for i in range(people) for e in (ROLES, NURTURE)]
    store.answers.add(code, [ImportedAnswer(f"{code}{i}", e.slug, e.sample(rng)) for i, e in asked])


def test_two_own_rooms_stand_side_by_side_with_n_and_a_caution(
    visit: Visit, rooms: list[str]
) -> None:
    app = visit(COMPARE, workshop_facilitator="~".join(rooms))
    told = everything(app)
    assert "Based on 9 and 6 answers" in told
    assert "not as proof" in told
    assert len(app.subheader) % 2 == 0
    assert app.subheader


def test_a_room_of_somebody_else_is_no_choice(visit: Visit, rooms: list[str]) -> None:
    app = visit(COMPARE, workshop_facilitator=rooms[0])
    assert "Nothing to compare yet" in everything(app)
    assert not app.selectbox


def test_two_votes_are_a_choice_once_there_were_two(
    visit: Visit, store: Store, rooms: list[str]
) -> None:
    code = rooms[0][:6]
    store.rooms.cue(code, "roles", "second_vote")
    of_none = visit(COMPARE, workshop_facilitator=rooms[0])
    assert not of_none.subheader, "nobody voted again"
    again = [ImportedAnswer(f"{code}{i}", "roles", ROLES.sample(Random(i))) for i in range(9)]
    store.answers.add(code, again)
    app = visit(COMPARE, workshop_facilitator=rooms[0])
    assert app.selectbox[0].options == ["First and second vote"]
    assert "First vote" in everything(app)
    assert "Based on 9 and 9 answers" in everything(app)


def test_neither_side_shows_where_one_is_too_small(
    visit: Visit, store: Store, rooms: list[str]
) -> None:
    small, key = store.cohorts.create("Small", 5)
    _answer(store, small.code, 4)
    app = visit(COMPARE, workshop_facilitator=f"{rooms[0]}~{cookie(small.code, key)}")
    assert not app.subheader
    assert "One side has too few answers" in everything(app)


def test_before_and_now_tells_how_many_rated_both(visit: Visit, store: Store) -> None:
    cohort, key = store.cohorts.create("Spring", 5)
    rated: dict[Item, int] = dict.fromkeys(ITEMS, 3)
    answers = [Closing(now=rated, before=rated if i < 7 else {}) for i in range(9)]
    store.answers.add(
        cohort.code, [ImportedAnswer(str(i), "closing", answer) for i, answer in enumerate(answers)]
    )
    told = everything(visit(COMPARE, workshop_facilitator=cookie(cohort.code, key)))
    assert "Based on 7 and 7 answers" in told
    assert "7 answers" in told
    assert "9 answers" not in told
