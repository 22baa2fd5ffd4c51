"""Two open pages changed one answer: every change is kept, down to the smallest part."""

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from exercises import AGENDA, Exercise
from exercises.exercise import Answer
from exercises.find_mentors.answer import FindMentors, Person
from exercises.goals.answer import Goal, Goals
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from exercises.merging import merged
from exercises.self_assessment.answer import Row, SelfAssessment
from tests.page.test_stored_data import full

each_exercise = pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
ONE, TWO = "00000001", "00000002"


# Samples have no private rows, and each of these has more than one text to fill in.
_GOAL = Goal(
    purpose="skill", sentence="Lead", guidance="How", horizon="ongoing", if_then="If so, then"
)
_ROW = Row(growth=("network",), strengths=("influence",), words="I prepare", readiness=4)
FILLED: Mapping[str, Answer] = {
    "goals": Goals(goals=tuple(_GOAL.model_copy(update={"id": i}) for i in (ONE, TWO))),
    "self_assessment": SelfAssessment(
        rows=tuple(_ROW.model_copy(update={"id": i, "goal": i}) for i in (ONE, TWO))
    ),
}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> dict[tuple[Any, ...], Any]:
    """Split an answer into the smallest parts that people can change, by path."""
    if isinstance(value, Answer):
        items: Mapping[Any, Any] = {f: getattr(value, f) for f in type(value).model_fields}
    elif isinstance(value, Mapping):
        items = value
    elif isinstance(value, tuple) and value and all(isinstance(row, Answer) for row in value):
        items = {row.id: row for row in value}
    else:
        return {path: value}
    return {at: leaf for key, of in items.items() for at, leaf in leaves(of, (*path, key)).items()}


def without(answer: Answer, leaf: tuple[Any, ...]) -> Answer:
    """Return an answer without one of its smallest parts."""

    def rest(value: Any, path: tuple[Any, ...]) -> Any:
        if isinstance(value, Answer):
            field, *more = path
            deeper = rest(getattr(value, field), path[1:]) if more else None
            changed = deeper if more else getattr(type(value)(), field)
            fields = {f: getattr(value, f) for f in type(value).model_fields}
            return type(value).model_validate(fields | {field: changed})
        if isinstance(value, Mapping):
            return {k: v for k, v in value.items() if k != path[0]}
        return tuple(rest(row, path[1:]) if row.id == path[0] else row for row in value)

    found = rest(answer, leaf)
    assert isinstance(found, Answer)
    return found


@each_exercise
def test_each_page_keeps_the_one_thing_that_it_changed(exercise: Exercise) -> None:
    base = FILLED.get(exercise.slug) or full(exercise)
    # Counts follow from the rest, and a row with a new id is a different row.
    changeable = [leaf for leaf in leaves(base) if leaf[-1] not in ("id", "written")]
    pairs, rng = 0, Random(exercise.slug)
    for _ in range(60):
        here, there = rng.sample(changeable, 2)
        mine, theirs = without(base, here), without(base, there)
        if base in (mine, theirs):
            continue
        both = leaves(merged(base, mine, theirs))
        wanted = leaves(without(theirs, here)) if here in leaves(theirs) else leaves(theirs)
        assert both == wanted, (here, there)
        pairs += 1
    assert pairs > 10


@each_exercise
def test_a_page_that_changed_nothing_shows_what_the_other_one_saved(exercise: Exercise) -> None:
    base, theirs = exercise.sample(Random(1)), exercise.sample(Random(2))
    assert merged(base, base, theirs) == theirs
    assert merged(base, theirs, base) == theirs


def test_of_two_new_texts_of_one_thing_the_last_counts() -> None:
    base, theirs = (Goals(goals=(Goal(id=ONE, sentence=s),)) for s in ("Lead", "Lead a team"))
    mine = Goals(goals=(Goal(id=ONE, sentence="Lead a review"),))
    assert merged(base, mine, theirs) == mine


def test_two_rows_that_two_pages_began_are_two_rows() -> None:
    mine, theirs = (FindMentors(people=(Person(id=ONE, name=n),)) for n in ("Bo", "Asha"))
    both = merged(FindMentors(), mine, theirs)
    assert [person.name for person in both.people] == ["Asha", "Bo"]
    assert merged(FindMentors(), mine, both) == both, "said twice, it is the same one"


def test_a_row_that_goes_by_the_id_of_a_goal_stays_one() -> None:
    mine = SelfAssessment(rows=(Row(id=ONE, readiness=3, words="I prepare"),))
    theirs = SelfAssessment(rows=(Row(id=ONE, readiness=4, growth=("network",)),))
    both = merged(SelfAssessment(), mine, theirs)
    (row,) = both.rows
    assert (row.readiness, row.words, row.growth) == (3, "I prepare", ("network",))
    assert both.readiness == (3,), "and is counted as it is"


def test_a_row_that_was_taken_away_keeps_what_the_other_page_wrote_into_it() -> None:
    base = FindMentors(people=(Person(id=ONE, name="Asha"), Person(id=TWO, name="Bo")))
    mine = FindMentors(people=(Person(id=TWO, name="Bo"),))
    untouched = merged(base, mine, base)
    assert untouched == mine
    theirs = FindMentors(people=(Person(id=ONE, name="Asha", action="Write"), *mine.people))
    (kept, _) = merged(base, mine, theirs).people
    assert (kept.name, kept.action) == ("", "Write")
    assert [p.action for p in merged(base, theirs, mine).people] == ["", "Write"]


def test_a_scorecard_is_kept_cell_by_cell() -> None:
    asha = Candidate(id=ONE, name="Asha", scores={"commitment": 3})
    base = MentorCriteria(candidates=(asha,))
    mine = MentorCriteria(candidates=(asha.model_copy(update={"name": "Asha Rao"}),))
    theirs = MentorCriteria(
        candidates=(
            asha.model_copy(update={"scores": {"commitment": 5, "connection": 2}}),
            Candidate(id=TWO, name="Bo"),
        )
    )
    first, second = merged(base, mine, theirs).candidates
    assert (first.name, first.scores) == ("Asha Rao", {"commitment": 5, "connection": 2})
    assert second.name == "Bo"


def test_what_one_page_picked_and_the_other_moved_are_both_kept() -> None:
    base = MentorCriteria(ranking=("connection", "commitment"))
    mine = MentorCriteria(ranking=("commitment", "connection"))
    theirs = MentorCriteria(ranking=("connection", "commitment", "availability"))
    assert merged(base, mine, theirs).ranking == ("commitment", "connection", "availability")
    assert merged(base, theirs, mine).ranking == ("commitment", "connection", "availability")
    fewer = MentorCriteria(ranking=("connection",))
    assert merged(base, fewer, theirs).ranking == ("connection", "availability")
