"""What step 2 starts with: one row per goal of step 1, and what was written for earlier goals."""

from exercises.exercise import Given
from exercises.goals.answer import Goals
from exercises.self_assessment.answer import MAX_ROWS, Row, SelfAssessment

FIRST = "00000001"  # the first goal's id, for people who start with this step


def goals(given: Given) -> dict[str, str]:
    """Return the goals of step 1, their sentences by id; a goal without words has ""."""
    earlier = given.get("goals")
    if not isinstance(earlier, Goals) or not earlier.goals:
        return {FIRST: ""}
    return {goal.id: goal.sentence for goal in earlier.goals}


def written_about(given: Given) -> frozenset[str]:
    """Return the ids of goals that step 2 has a row for, which no other goal may reuse.

    The first goal has the id that a row starts with before there is any goal, so it's free.
    """
    answer = given.get("self_assessment")
    named = answer.rows if isinstance(answer, SelfAssessment) else ()
    return frozenset(row.id for row in named if row.goal)


def rows(answer: SelfAssessment, given: Given) -> tuple[Row, ...]:
    """Return one row per goal in its current words, then what was written for earlier goals."""
    kept = {row.id: row for row in answer.rows}
    now = goals(given)
    gone = [row for row in answer.rows if row.id not in now and not row.is_blank]
    present = (_in_words(kept.get(goal, Row(id=goal)), words) for goal, words in now.items())
    return (*present, *gone)[:MAX_ROWS]


def _in_words(row: Row, goal: str) -> Row:
    return row.model_copy(update={"goal": goal or row.goal})
