"""Step 1: valid goals, what the results count of them, and what later steps start with."""

import json
from random import Random
from typing import Any

import duckdb
import pytest
from pydantic import ValidationError

from data import halves
from exercises.find_mentors import start as find_mentors
from exercises.goals import EXERCISE, WORDING
from exercises.goals.answer import HORIZONS, PURPOSES, Goal, Goals, sample
from exercises.nurture import WORDING as NURTURE
from exercises.nurture.answer import Nurture
from exercises.nurture.start import offered
from exercises.plan import Items, Paragraph

CONTENT = WORDING.in_("en")
REVIEW = Goal(
    id="00000001",
    purpose="skill",
    sentence="Lead a design review",
    guidance="How to stop a fight",
    horizon="few_months",
    if_then="If it is Monday, then I ask who is next",
)
PEOPLE = Goal(id="00000002", purpose="network", sentence="Know ten people in design")


def summary_of(room: list[Goals]) -> dict[str, Any]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE latest (attendee VARCHAR, shared VARCHAR)")
        for i, answer in enumerate(room):
            shared, _ = halves.split(answer)
            connection.execute("INSERT INTO latest VALUES (?, ?)", [str(i), shared])
        found = connection.execute(EXERCISE.summary_sql)
        names = [column[0] for column in found.description]
        (row,) = found.fetchall()
    return {"n": len(room), **dict(zip(names, row, strict=True))}


@pytest.mark.parametrize(
    "wrong",
    [
        {"goals": tuple(Goal(id=f"{n:08x}", sentence="x") for n in range(1, 5))},
        {"goals": (REVIEW, REVIEW)},
        {"goals": ({"id": "<script>"},)},
        {"goals": ({"purpose": "fame"},)},
        {"goals": ({"horizon": 3},)},
        {"goals": ({"sentence": "x" * 201},)},
        {"goals": ({"sentence": "zero\x00byte"},)},
        {"goals": ({"guidance": ["a list"]},)},
        {"purposes": ("skill",) * 4},
        {"count": 4},
        {"count": True},
    ],
)
def test_what_a_page_could_not_send_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Goals.model_validate(wrong)


def test_a_room_counts_what_goals_are_for_and_reads_no_word_of_them() -> None:
    answer = Goals.model_validate(
        {"goals": (REVIEW, PEOPLE), "purposes": ("challenge",) * 3, "count": 3}
    )
    shared, private = halves.split(answer)
    assert json.loads(shared) == {
        "purposes": ["skill", "network"],
        "horizons": ["few_months"],
        "count": 2,
    }, "a client can't make the figures differ from the goals"
    assert "design" not in shared.lower()
    assert Goals.model_validate_json(halves.joined(shared, private)) == answer


def test_goals_that_are_taken_away_are_counted_no_more() -> None:
    emptied = Goals.model_validate({**Goals(goals=(REVIEW,)).model_dump(), "goals": ()})
    assert (emptied.count, emptied.purposes, emptied.horizons) == (0, (), ())
    assert EXERCISE.plan(emptied, CONTENT) is None


@pytest.mark.parametrize("n", [0, 1, 40])
def test_the_summary_agrees_with_a_naive_count(n: int) -> None:
    rng = Random(n)
    room = [sample(rng) if rng.random() < 0.9 else Goals() for _ in range(n)]
    summary = summary_of(room)
    for column, name, options in (
        ("purposes", "purpose", PURPOSES),
        ("horizons", "horizon", HORIZONS),
    ):
        assert [row[name] for row in summary[column]] == list(options)
        for row in summary[column]:
            count = sum(row[name] in getattr(answer, column) for answer in room)
            assert (row["n"], row["share"]) == (count, count / n if n else None)
    counts = {row["goals"]: row["n"] for row in summary["counts"]}
    assert counts == {k: sum(answer.count == k for answer in room) for k in (1, 2, 3)}


def test_the_headlines_name_what_most_want_and_ties_as_ties() -> None:
    room = [Goals(goals=(REVIEW, PEOPLE)), Goals(goals=(REVIEW,)), Goals(goals=(PEOPLE,))]
    purposes, horizons = EXERCISE.pictures(summary_of(room), CONTENT, "light")
    both = "Learn a skill or competency, Expand my network (67%)."
    assert purposes.headline == f"Most common purpose: {both}"
    assert horizons.headline == "Most common time needed: A few months (67%)."
    nothing = EXERCISE.pictures(summary_of([Goals()]), CONTENT, "light")
    assert nothing[0].headline == CONTENT.pictures.no_purpose


def test_the_plan_has_a_list_per_goal_in_ones_own_words() -> None:
    section = EXERCISE.plan(Goals(goals=(REVIEW, PEOPLE)), CONTENT)
    assert section is not None
    first, second = section.parts
    assert isinstance(first, Items)
    assert isinstance(second, Items)
    assert first.lines[0] == "Lead a design review"
    assert "If it is Monday, then I ask who is next" in first.lines
    assert second.lines[0] == "Know ten people in design"
    typed_in = EXERCISE.plan(Goals(count=2), CONTENT)
    assert typed_in is not None
    assert isinstance(typed_in.parts[0], Paragraph)


def test_later_steps_start_with_the_goals_of_this_one() -> None:
    given = {"goals": Goals(goals=(REVIEW, PEOPLE))}
    assert find_mentors.goals(given) == ("Lead a design review", "Know ten people in design")
    topics = [item.topic for item in offered(Nurture(), given, NURTURE.in_("en"))]
    assert {"Lead a design review", "Know ten people in design"} <= set(topics)
