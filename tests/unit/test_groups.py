"""Which groups of a room may be shown, and that what is shown of them is a plain count."""

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import Store, keys
from data.cohorts import Cohort
from data.groups import Among, Asked, Group, People, released
from exercises import AGENDA, Exercise
from exercises.goals import EXERCISE as GOALS
from exercises.roles import EXERCISE as ROLES
from exercises.roles.answer import ROLES as ROLES_ASKED
from pages.results import among
from tests.algebra import told_of

LEAST = 3
PEOPLE = [f"p{n:02}" for n in range(16)]
GOAL, ROUTE, PITCH = ("goals", "purposes"), ("find_mentors", "routes.x"), ("pitch", "text")


@st.composite
def rooms(draw: st.DrawFn) -> tuple[dict[Asked, People], dict[Among, Group]]:
    """Some questions, who answered them, and by two of them groups that may overlap."""
    some = st.sets(st.sampled_from(PEOPLE)).map(frozenset)
    most = some.map(lambda few: frozenset(PEOPLE) - frozenset(sorted(few)[:6]))
    answered = {asked: draw(most | some) for asked in (GOAL, ROUTE, PITCH, ("roles", "roles.a"))}
    groups = {
        Among(asked[0], "asked", value): Group(asked, draw(some) & answered[asked])
        for asked in (GOAL, ROUTE)
        for value in ("a", "b", "c")
    }
    return answered, groups


@settings(max_examples=400)
@given(rooms(), st.sampled_from([2, 3, 4, 5]))
def test_no_combination_of_figures_tells_of_few(
    room: tuple[dict[Asked, People], dict[Among, Group]], least: int
) -> None:
    answered, groups = room
    shown = released(answered, groups, least)
    for asked in shown.questions:
        # Of everyone, of each group, and of the base, over which the groups themselves are counted.
        figures = [answered[asked], shown.base, *shown.groups.values()]
        assert all(figure <= answered[asked] for figure in figures)
        assert told_of(figures, least) is None
    assert all(len(people) >= least for people in shown.groups.values())
    assert all(groups[among].asked in shown.questions for among in shown.groups)


@pytest.mark.parametrize(
    ("figures", "few"),
    [
        (["abcdef", "abcde"], "f"),
        (["abcdef", "abc", "def"], None),
        (["abcdef", "abcd", "cdef"], "ab"),
        (["abcd", "abef", "cdef"], "ab"),  # (first + second - third) / 2
        (["abcdefgh", "abcd", "cdef", "efab"], "gh"),
    ],
)
def test_the_algebra_finds_who_is_told(figures: list[str], few: str | None) -> None:
    found = told_of([frozenset(figure) for figure in figures], 3)
    assert (found is None) == (few is None)
    if few == "f":
        assert found == frozenset("f")


def test_whoever_missed_one_exercise_is_in_the_groups_of_none() -> None:
    """The fault: 8 with a goal in one exercise and 7 in the next told the missing one's."""
    everyone = frozenset(PEOPLE)
    answered = {GOAL: everyone, ("roles", "roles.a"): everyone, PITCH: everyone - {"p00"}}
    groups = {Among("goals", "purpose", "skill"): Group(GOAL, frozenset(PEOPLE[:8]))}
    shown = released(answered, groups, LEAST)
    (people,) = shown.groups.values()
    assert "p00" not in shown.base
    for asked in shown.questions:
        assert len(answered[asked] - shown.base) >= LEAST, "nor is it she alone whom they lack"
    assert shown.questions == set(answered)
    assert people < groups[Among("goals", "purpose", "skill")].people


def test_who_alone_is_in_two_groups_is_not_told_by_their_sum() -> None:
    everyone = frozenset(PEOPLE[:12])
    skill, network = (Among("goals", "purpose", value) for value in ("skill", "network"))
    groups = {
        network: Group(GOAL, frozenset(PEOPLE[5:12])),
        skill: Group(GOAL, frozenset(PEOPLE[:6])),
    }
    assert list(released({GOAL: everyone}, groups, 5).groups) == [network]


def test_a_question_that_hardly_anyone_came_to_hides_no_other() -> None:
    everyone = frozenset(PEOPLE)
    groups = {Among("goals", "purpose", "skill"): Group(GOAL, frozenset(PEOPLE[:8]))}
    answered = {GOAL: everyone, PITCH: frozenset(PEOPLE[:5])}
    shown = released(answered, groups, LEAST)
    assert shown.base == everyone
    assert list(shown.questions) == [GOAL]


def test_a_group_as_large_as_the_minimum_with_as_large_a_rest_is_shown() -> None:
    group, people = Among("goals", "purpose", "skill"), frozenset(PEOPLE[:3])
    shown = released({GOAL: frozenset(PEOPLE[:6])}, {group: Group(GOAL, people)}, LEAST)
    assert shown.groups == {group: people}


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
    shown = store.rooms._released(cohort, among.PARTS)
    group = [roles for who, (_, roles) in gave.items() if who in shown.groups[asked]]
    assert all(gave[who][0].purposes[0] == purpose for who in shown.groups[asked])
    assert not summary.suppressed
    assert LEAST <= summary.n == len(group) < 60
    counted = Counter(choice for roles in group for choice in roles.roles.items())
    told = {question for of, question in shown.questions if of == "roles"}
    assert told
    for row in summary.parts["rows"]:
        everyone = f"roles.{row['item']}" in told
        assert row["counts"] == {r: everyone * counted[row["item"], r] for r in ROLES_ASKED}
        assert sum(row["counts"].values()) in (0, summary.n), "of all of the group, or of nobody"


def test_a_group_that_is_too_small_is_not_shown(store: Store) -> None:
    cohort, _ = filled(store, 4)
    for asked in among.choices("en"):
        assert among.summary(store.rooms, cohort, ROLES, asked).suppressed


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_every_filter_of_the_agenda_can_part_every_exercise(
    store: Store, exercise: Exercise
) -> None:
    rng = random.Random(4)
    cohort, _ = store.cohorts.create("Spring", min_group=LEAST)
    for _ in range(80):
        key = keys.mint_key()
        store.cohorts.join(key, cohort.code)
        for every in AGENDA:
            store.answers.save(key, cohort.code, every.slug, every.sample(rng))
    told = [among.summary(store.rooms, cohort, exercise, asked) for asked in among.choices("en")]
    shown = store.rooms._released(cohort, among.PARTS)
    assert len(shown.groups) >= 2
    assert len({of for of, _ in shown.questions}) >= 5, "else a filter is worth little"
    here = any(of == exercise.slug for of, _ in shown.questions)
    assert sum(not summary.suppressed for summary in told) == here * len(shown.groups)
    assert {asked.exercise for asked in among.choices("en")} == {
        e.slug for e in AGENDA if e.filters
    }
