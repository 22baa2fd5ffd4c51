"""Which of a room's groups may be shown, and that their results are a plain count."""

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import Store, keys
from data.answers import ImportedAnswer
from data.cohorts import Cohort
from data.groups import Among, Asked, Group, released
from exercises import AGENDA
from exercises.goals import EXERCISE as GOALS
from exercises.roles import EXERCISE as ROLES
from exercises.roles.answer import ROLES as ROLES_ASKED
from pages.results import among
from tests.algebra import told_of

LEAST = 3
PEOPLE = [f"p{n:02}" for n in range(16)]
GOAL, ROUTE, PITCH = ("goals", "purposes"), ("find_mentors", "routes.x"), ("pitch", "text")


Answered = dict[Asked, dict[str, str]]


@st.composite
def rooms(draw: st.DrawFn) -> tuple[Answered, dict[Among, Group]]:
    """Some questions, people's answers, and possibly overlapping groups by two of the questions."""
    some = st.sets(st.sampled_from(PEOPLE)).map(frozenset)
    most = some.map(lambda few: frozenset(PEOPLE) - frozenset(sorted(few)[:6]))
    answers = st.sampled_from(["x", "xxxxxxy", "xy", "xxyz"]).flatmap(st.sampled_from)
    answered = {
        asked: {person: draw(answers) for person in sorted(draw(most | some))}
        for asked in (GOAL, ROUTE, PITCH, ("roles", "roles.a"))
    }
    groups = {
        Among(asked[0], "asked", value): Group(asked, draw(some).intersection(answered[asked]))
        for asked in (GOAL, ROUTE)
        for value in ("a", "b", "c")
    }
    return answered, groups


@settings(max_examples=200)
@given(rooms(), st.sampled_from([2, 3, 4, 5]))
def test_no_combination_of_figures_tells_of_few(
    room: tuple[Answered, dict[Among, Group]], least: int
) -> None:
    answered, groups = room
    shown = released(answered, groups, least)
    for asked in shown.questions:
        everyone = frozenset(answered[asked])
        figures = [everyone, shown.base, *shown.groups.values()]
        assert all(figure <= everyone for figure in figures)
        assert told_of(figures, least) is None
        for told in set(answered[asked].values()):
            gave = frozenset(who for who in shown.base if answered[asked][who] == told)
            assert (
                told_of([gave, *(gave & people for people in shown.groups.values())], least) is None
            )
            parts = [p for g in shown.groups.values() for p in (g, shown.base - g) if p and gave]
            assert all(len(gave & part) >= least for part in parts)
    for group, people in shown.groups.items():
        assert len(people) >= least
        # A group's size is counted over the base.
        assert told_of([frozenset(answered[groups[group].asked]), shown.base], least) is None


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
    """Regression: 8 people with a goal in one exercise, 7 in the next, revealed the missing one."""
    everyone = frozenset(PEOPLE)
    answered = {
        asked: dict.fromkeys(people, "x")
        for asked, people in {
            GOAL: everyone,
            ("roles", "roles.a"): everyone,
            PITCH: everyone - {"p00"},
        }.items()
    }
    groups = {Among("goals", "purpose", "skill"): Group(GOAL, frozenset(PEOPLE[:8]))}
    shown = released(answered, groups, LEAST)
    (people,) = shown.groups.values()
    assert "p00" not in shown.base
    for asked in shown.questions:
        assert len(answered[asked].keys() - shown.base) >= LEAST, (
            "nor is it she alone whom they lack"
        )
    assert shown.questions == set(answered)
    assert people < groups[Among("goals", "purpose", "skill")].people


def test_who_alone_is_in_two_groups_is_not_told_by_their_sum() -> None:
    everyone = frozenset(PEOPLE[:12])
    skill, network = (Among("goals", "purpose", value) for value in ("skill", "network"))
    groups = {
        network: Group(GOAL, frozenset(PEOPLE[5:12])),
        skill: Group(GOAL, frozenset(PEOPLE[:6])),
    }
    assert list(released({GOAL: dict.fromkeys(everyone, "x")}, groups, 5).groups) == [network]


def test_a_question_that_hardly_anyone_came_to_hides_no_other() -> None:
    everyone = frozenset(PEOPLE)
    groups = {Among("goals", "purpose", "skill"): Group(GOAL, frozenset(PEOPLE[:8]))}
    answered = {GOAL: dict.fromkeys(PEOPLE, "x"), PITCH: dict.fromkeys(PEOPLE[:5], "x")}
    shown = released(answered, groups, LEAST)
    assert shown.base == everyone
    assert list(shown.questions) == [GOAL]


def test_a_group_as_large_as_the_minimum_with_as_large_a_rest_is_shown() -> None:
    group, people = Among("goals", "purpose", "skill"), frozenset(PEOPLE[:3])
    answered = {GOAL: dict.fromkeys(PEOPLE[:6], "x")}
    shown = released(answered, {group: Group(GOAL, people)}, LEAST)
    assert shown.groups == {group: people}


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ("xxxxxxxx", True),  # everyone's
        ("xxxxyyyx", False),  # nobody in the group said y
        ("xxxyxxyy", False),  # one person in the group did
        ("xxyyxxyy", True),
    ],
)
def test_a_rare_answer_does_not_tell_who_is_in_a_group(answers: str, shown: bool) -> None:
    """Regression: the only person to say y aloud was in the group whose results counted one y."""
    people = PEOPLE[:8]
    answered = {
        GOAL: dict.fromkeys(people, "z"),
        ROUTE: dict(zip(people, answers, strict=True)),
    }
    groups = {Among("goals", "purpose", "skill"): Group(GOAL, frozenset(people[:4]))}
    found = released(answered, groups, 2)
    assert (ROUTE in found.questions) is shown


def filled(store: Store, people: int) -> tuple[Cohort, dict[str, tuple[Any, Any]]]:
    """Let people answer two exercises at random; return each person's answers."""
    rng = random.Random(3)
    cohort, _ = store.cohorts.create("Spring", min_group=LEAST)
    gave = {f"p{n}": (GOALS.sample(rng), ROLES.sample(rng)) for n in range(people)}
    answers = [
        ImportedAnswer(person, slug, answer)
        for person, both in gave.items()
        for slug, answer in zip(("goals", "roles"), both, strict=True)
    ]
    store.answers.add(cohort.code, answers)
    return cohort, {
        keys.fingerprint(f"import:{cohort.code}:{person}"): both for person, both in gave.items()
    }


@pytest.mark.parametrize("purpose", ["challenge", "skill", "network"])
def test_figures_of_a_group_are_those_of_a_plain_count(store: Store, purpose: str) -> None:
    cohort, gave = filled(store, 400)
    assert among.summary(store.rooms, cohort, ROLES, Among("goals", "purpose", purpose)).suppressed
    store.rooms.cue(cohort.code, "", "close")
    asked = Among("goals", "purpose", purpose)
    summary = among.summary(store.rooms, cohort, ROLES, asked)
    shown = store.rooms._released(cohort, among.PARTS)
    group = [roles for who, (_, roles) in gave.items() if who in shown.groups[asked]]
    assert all(gave[who][0].purposes[0] == purpose for who in shown.groups[asked])
    assert not summary.suppressed
    assert LEAST <= summary.n == len(group) < 400
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


def test_filters_of_the_agenda_part_a_large_room_once_it_is_closed(store: Store) -> None:
    rng = random.Random(4)
    cohort, _ = store.cohorts.create("Spring", min_group=LEAST)
    answers = [
        ImportedAnswer(f"p{n}", exercise.slug, exercise.sample(rng))
        for n in range(400)
        for exercise in AGENDA
    ]
    store.answers.add(cohort.code, answers)
    store.rooms.cue(cohort.code, "", "close")
    shown = store.rooms._released(cohort, among.PARTS)
    assert shown.groups
    assert len({of for of, _ in shown.questions}) >= 4, "else a filter is worth little"
    for exercise in AGENDA:
        told = [among.summary(store.rooms, cohort, exercise, a) for a in among.choices("en")]
        here = any(of == exercise.slug for of, _ in shown.questions)
        assert sum(not summary.suppressed for summary in told) == here * len(shown.groups)
    assert {asked.exercise for asked in among.choices("en")} == {
        e.slug for e in AGENDA if e.filters
    }


@pytest.mark.parametrize("then", ["an answer", "a second vote", "another closing"])
def test_groups_stay_as_they_were_when_the_room_was_closed_first(store: Store, then: str) -> None:
    """Regression: one more answer put one more person into groups, so the difference was theirs."""
    cohort, _ = filled(store, 200)
    store.rooms.cue(cohort.code, "", "close")
    every = [(exercise, asked) for exercise in (GOALS, ROLES) for asked in among.choices("en")]
    before = [among.summary(store.rooms, cohort, *asked) for asked in every]
    assert not all(summary.suppressed for summary in before)
    store.rooms.cue(cohort.code, "", "reopen")
    if then == "a second vote":
        store.rooms.cue(cohort.code, "roles", "second_vote")
    key, rng = keys.mint_key(), random.Random(9)
    store.cohorts.join(key, cohort.code)
    store.answers.save(key, cohort.code, "goals", GOALS.sample(rng))
    store.answers.save(key, cohort.code, "roles", ROLES.sample(rng))
    if then == "another closing":
        store.rooms.cue(cohort.code, "", "close")
    assert [among.summary(store.rooms, cohort, *asked) for asked in every] == before
