"""Step 2: valid rows, what the results count of them, and how goals from step 1 start them."""

import json
from random import Random
from typing import Any

import duckdb
import pytest
from pydantic import ValidationError

from data import halves
from exercises.goals.answer import Goal, Goals
from exercises.plan import Items
from exercises.self_assessment import EXERCISE, WORDING
from exercises.self_assessment.answer import (
    CHALLENGES,
    COMPETENCIES,
    Row,
    SelfAssessment,
    sample,
)
from exercises.self_assessment.start import rows

CONTENT = WORDING.in_("en")
FIRST = Row(
    id="00000001",
    growth=("public_speaking",),
    strengths=("technical_depth", "deciding"),
    challenges=("no_time",),
    words="I freeze when a director asks",
    readiness=2,
)
SECOND = Row(id="00000002", growth=("network", "public_speaking"), readiness=5)


def summary_of(room: list[SelfAssessment]) -> dict[str, Any]:
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
        {"rows": (FIRST, FIRST)},
        {"rows": tuple(Row(id=f"{n:08x}") for n in range(7))},
        {"rows": ({"growth": ("telepathy",)},)},
        {"rows": ({"growth": ("time", "time")},)},
        {"rows": ({"words": "x" * 301},)},
        {"rows": ({"goal": "x" * 201},)},
        {"rows": ({"readiness": 6},)},
        {"rows": ({"readiness": "5"},)},
        {"growth": ("time", "time")},
        {"readiness": (0,)},
    ],
)
def test_what_a_page_could_not_send_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SelfAssessment.model_validate(wrong)


def test_a_room_counts_what_was_picked_in_any_row_and_reads_no_word() -> None:
    answer = SelfAssessment.model_validate({"rows": (FIRST, SECOND), "growth": ("time",)})
    shared, private = halves.split(answer)
    assert json.loads(shared) == {
        "growth": ["public_speaking", "network"],
        "strengths": ["technical_depth", "deciding"],
        "challenges": ["no_time"],
        "readiness": [2, 5],
    }
    assert "director" not in shared
    assert SelfAssessment.model_validate_json(halves.joined(shared, private)) == answer


@pytest.mark.parametrize("n", [0, 1, 40])
def test_the_summary_agrees_with_a_naive_count(n: int) -> None:
    rng = Random(n)
    room = [sample(rng) if rng.random() < 0.9 else SelfAssessment() for _ in range(n)]
    summary = summary_of(room)
    assert [row["competency"] for row in summary["rows"]] == list(COMPETENCIES)
    for row in summary["rows"]:
        for column in ("growth", "strengths"):
            count = sum(row["competency"] in getattr(answer, column) for answer in room)
            assert row[f"n_{column}"] == count
            assert row[f"{column}_share"] == (count / n if n else None)
    assert [row["challenge"] for row in summary["challenges"]] == list(CHALLENGES)
    for row in summary["challenges"]:
        count = sum(row["challenge"] in answer.challenges for answer in room)
        assert (row["n"], row["share"]) == (count, count / n if n else None)
    for row in summary["readiness"]:
        assert row["n"] == sum(answer.readiness.count(row["rating"]) for answer in room)


def test_the_headlines_say_who_grows_in_what_and_who_could_help_whom() -> None:
    wants = SelfAssessment(rows=(Row(id="00000001", growth=("deciding",), readiness=4),))
    room = [SelfAssessment(rows=(FIRST,)), wants, wants]
    grid, pairs, challenges, ready = EXERCISE.pictures(summary_of(room), CONTENT, "light")
    assert "develop: Decision-making (67%)" in grid.headline
    assert "Top strength: Technical depth, Decision-making (33%)" in grid.headline
    learned = "33% could learn “Decision-making” from someone here."
    assert pairs.headline == f"Help is in the room: {learned}"
    assert challenges.headline == "What's most often in the way: No time set aside (33%)."
    assert "67%" in ready.headline
    ends = ready.table.iloc[[0, -1], 0].tolist()
    assert ends == ["1: just an idea", "5: could start tomorrow"], "as phones have it"
    nothing = EXERCISE.pictures(summary_of([SelfAssessment()]), CONTENT, "dark")
    words = CONTENT.pictures
    assert [p.headline for p in nothing] == [words.no_challenge, words.no_ready]
    one_sided = EXERCISE.pictures(summary_of([wants]), CONTENT, "dark")
    assert one_sided[0].headline == words.no_grid, "nothing is said of strengths"
    assert len(one_sided) == 3
    assert list(one_sided[0].table.columns[1:]) == [CONTENT.columns["growth"].name]


def test_there_is_a_row_per_goal_and_none_is_lost_with_its_goal() -> None:
    goals = Goals(goals=(Goal(id="00000002", sentence="Know ten people"),))
    answer = SelfAssessment(rows=(FIRST, SECOND))
    assert rows(answer, {"goals": goals})[0].goal == "Know ten people"
    assert [row.id for row in rows(answer, {"goals": goals})] == ["00000002", "00000001"]
    assert rows(answer, {"goals": goals})[1] == FIRST, "of an earlier goal, and still there"
    assert [row.id for row in rows(SelfAssessment(), {})] == ["00000001"]


def test_the_plan_names_what_was_picked_and_what_was_written() -> None:
    named = SECOND.model_copy(update={"goal": "Know ten people"})
    section = EXERCISE.plan(SelfAssessment(rows=(FIRST, named)), CONTENT)
    assert section is not None
    first, second = section.parts
    assert isinstance(first, Items)
    assert isinstance(second, Items)
    assert first.title == "For a goal you haven't put into words yet"
    assert second.title == "For this goal: Know ten people"
    assert "Strengths: Technical depth, Decision-making" in first.lines
    assert "In my words: I freeze when a director asks" in first.lines
    assert "How ready I am: 5 of 5" in second.lines


def test_challenges_of_older_answers_are_read_and_those_that_go_on_are_counted() -> None:
    row = {"id": "00000001", "growth": ["time"], "challenges": ["time", "visibility"]}
    older = SelfAssessment.model_validate_json(json.dumps({"rows": [row], "written": True}))
    assert older.rows[0].challenges == ("no_time", "visibility")
    section = EXERCISE.plan(older, CONTENT)
    assert section is not None
    assert "In the way: No time set aside, Visibility" in repr(section)
    stored = (
        '{"growth": [], "strengths": [], "challenges": ["support", "network"], "readiness": []}'
    )
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE latest AS SELECT 'a' AS attendee, ? AS shared", [stored])
        found = connection.execute(EXERCISE.summary_sql).fetchall()[0][1]
    assert {row["challenge"]: row["n"] for row in found if row["n"]} == {"manager_support": 1}
