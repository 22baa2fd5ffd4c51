"""Which groups of a room may be shown, and that what is shown of them is a plain count."""

import random
from collections import Counter
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import Store, keys
from data.cohorts import Cohort
from data.groups import Among, People, released
from exercises import AGENDA
from exercises.goals import EXERCISE as GOALS
from exercises.roles import EXERCISE as ROLES
from exercises.roles.answer import ROLES as ROLES_ASKED
from pages.http import among

LEAST = 3
PEOPLE = [f"p{n:02}" for n in range(14)]


@st.composite
def rooms(draw: st.DrawFn) -> tuple[People, dict[Among, People]]:
    everyone = frozenset(draw(st.sets(st.sampled_from(PEOPLE))))
    groups = {
        Among(exercise, "asked", value): frozenset(draw(st.sets(st.sampled_from(PEOPLE))))
        & everyone
        for exercise in ("goals", "roles")
        for value in ("a", "b", "c")
    }
    return everyone, {of: people for of, people in groups.items() if people}


@given(rooms())
def test_no_two_figures_differ_by_fewer_than_the_minimum(
    room: tuple[People, dict[Among, People]],
) -> None:
    everyone, groups = room
    readable = [everyone, *released(everyone, groups, LEAST).values()]
    for one, other in combinations(readable, 2):
        if one <= other or other <= one:
            assert len(one ^ other) == 0 or len(one ^ other) >= LEAST
    assert all(len(group) >= LEAST for group in readable[1:])


@given(rooms())
def test_the_groups_of_one_question_leave_nobody_or_enough(
    room: tuple[People, dict[Among, People]],
) -> None:
    everyone, groups = room
    shown = released(everyone, groups, LEAST)
    for exercise in ("goals", "roles"):
        parts = [people for of, people in shown.items() if of.exercise == exercise]
        if parts:
            rest = everyone - frozenset().union(*parts)
            assert not rest or len(rest) >= LEAST


@given(rooms())
def test_no_sum_or_difference_of_figures_tells_of_few(
    room: tuple[People, dict[Among, People]],
) -> None:
    everyone, groups = room
    if len(everyone) < LEAST:
        assert released(everyone, groups, LEAST) == {}
        return
    readable = [everyone, *released(everyone, groups, LEAST).values()]
    for weights in product((-2, -1, 0, 1, 2), repeat=min(len(readable), 5)):
        told = [
            sum(w for w, group in zip(weights, readable, strict=False) if person in group)
            for person in everyone
        ]
        assert not 0 < sum(map(bool, told)) < LEAST


def test_who_alone_is_in_two_groups_is_not_told_by_their_sum() -> None:
    everyone = frozenset(PEOPLE[:12])
    skill, network = (Among("goals", "purpose", value) for value in ("skill", "network"))
    groups = {skill: frozenset(PEOPLE[:6]), network: frozenset(PEOPLE[5:12])}
    assert list(released(everyone, groups, 5)) == [network]


def test_who_alone_is_in_neither_of_two_questions_groups_is_not_told() -> None:
    everyone = frozenset(PEOPLE)
    skill, first = Among("goals", "purpose", "skill"), Among("mentor_criteria", "first", "x")
    groups = {skill: frozenset(PEOPLE[:7]), first: frozenset(PEOPLE[7:13])}
    assert list(released(everyone, groups, 5)) == [skill]


def test_a_group_as_large_as_the_minimum_with_as_large_a_rest_is_shown() -> None:
    everyone = frozenset(PEOPLE[:6])
    group = Among("goals", "purpose", "skill")
    assert released(everyone, {group: frozenset(PEOPLE[:3])}, LEAST) == {
        group: frozenset(PEOPLE[:3])
    }


def filled(store: Store, people: int) -> tuple[Cohort, dict[str, tuple[Any, Any]]]:
    """Let people answer two exercises at random; return what each gave."""
    rng = random.Random(3)
    cohort, _ = store.cohorts.create("Spring", min_group=LEAST)
    gave = {}
    for _ in range(people):
        key = keys.mint_key()
        store.cohorts.join(key, cohort.code)
        goals, roles = GOALS.sample(rng), ROLES.sample(rng)
        store.answers.save(key, cohort.code, "goals", goals)
        store.answers.save(key, cohort.code, "roles", roles)
        gave[keys.fingerprint(key)] = (goals, roles)
    return cohort, gave


@pytest.mark.parametrize("purpose", ["challenge", "skill", "network"])
def test_figures_of_a_group_are_those_of_a_plain_count(store: Store, purpose: str) -> None:
    cohort, gave = filled(store, 60)
    asked = Among("goals", "purpose", purpose)
    summary = among.summary(store.rooms, cohort, ROLES, asked)
    group = [roles for goals, roles in gave.values() if purpose in goals.purposes]
    assert not summary.suppressed
    assert summary.n == len(group) < 60
    counted = Counter(choice for roles in group for choice in roles.roles.items())
    for row in summary.parts["rows"]:
        assert row["counts"] == {role: counted[row["item"], role] for role in ROLES_ASKED}


def test_a_group_that_is_too_small_is_not_shown(store: Store) -> None:
    cohort, _ = filled(store, 4)
    for asked in among.choices("en"):
        assert among.summary(store.rooms, cohort, ROLES, asked).suppressed


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_every_filter_of_the_agenda_can_part_every_exercise(store: Store, exercise: object) -> None:
    rng = random.Random(4)
    cohort, _ = store.cohorts.create("Spring", min_group=LEAST)
    for _ in range(40):
        key = keys.mint_key()
        store.cohorts.join(key, cohort.code)
        for every in AGENDA:
            store.answers.save(key, cohort.code, every.slug, every.sample(rng))
    told = [among.summary(store.rooms, cohort, exercise, asked) for asked in among.choices("en")]  # type: ignore[arg-type]
    assert any(not summary.suppressed for summary in told)
    assert {asked.exercise for asked in among.choices("en")} == {
        e.slug for e in AGENDA if e.filters
    }
