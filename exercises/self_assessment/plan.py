"""Step 2 in the plan: for each goal, what to develop, what helps, what's in the way."""

from collections.abc import Iterator

from exercises.formats import listed, named
from exercises.plan import Items, Section
from exercises.self_assessment.answer import COLUMNS, HIGHEST, Row, SelfAssessment
from exercises.self_assessment.wording import SelfAssessmentContent


def plan(answer: SelfAssessment, content: SelfAssessmentContent) -> Section | None:
    """Return the plan's section, or None if nothing was picked yet."""
    # A paper form that someone typed in has only totals, which make up a single row.
    figures = Row(
        growth=answer.growth,
        strengths=answer.strengths,
        challenges=answer.challenges,
        readiness=answer.readiness[0] if answer.readiness else None,
    )
    rows = [row for row in answer.rows or (figures,) if not row.is_blank]
    parts = tuple(Items(_of_goal(row, content), tuple(_lines(row, content))) for row in rows)
    return Section(content.title, parts) if parts else None


def _of_goal(row: Row, content: SelfAssessmentContent) -> str:
    return content.plan.goal.format(goal=row.goal) if row.goal else content.plan.unnamed


def _lines(row: Row, content: SelfAssessmentContent) -> Iterator[str]:
    words = content.plan
    for column in COLUMNS:
        if picked := getattr(row, column):
            picks = listed([content.called(pick) for pick in picked], content.locale)
            yield named(content.columns[column].name, picks, content.locale)
    if row.words:
        yield words.own.format(text=row.words)
    if row.readiness:
        yield words.readiness.format(n=row.readiness, most=HIGHEST)
