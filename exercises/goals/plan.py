"""Step 1 in the plan: each goal with what it's for and how to start."""

from collections.abc import Iterator

from exercises.goals.answer import Goal, Goals
from exercises.goals.wording import GoalsContent
from exercises.plan import Items, Paragraph, Section
from exercises.text import within


def plan(answer: Goals, content: GoalsContent) -> Section | None:
    """Return the plan's section, or None if there's no goal yet."""
    if not answer.count:
        return None
    words = content.plan
    if not answer.goals:  # a paper form that someone typed in: its words stayed on paper
        return Section(content.title, (Paragraph(words.how_many.format(n=answer.count)),))
    listed = tuple(
        Items(words.goal.format(n=n), tuple(_lines(goal, content)))
        for n, goal in enumerate(answer.goals, start=1)
    )
    return Section(content.title, listed)


def front(answer: Goals, content: GoalsContent) -> Section | None:
    """Return the goals as sentences, for the plan's first page."""
    goals = tuple(goal.sentence for goal in answer.goals if goal.sentence)
    return Section(content.plan.front, (Items("", goals),)) if goals else None


def _lines(goal: Goal, content: GoalsContent) -> Iterator[str]:
    words = content.plan
    if goal.sentence:
        yield goal.sentence
    if goal.purpose:
        yield words.purpose.format(text=content.purposes[goal.purpose])
    if goal.guidance:
        yield words.guidance.format(text=within(goal.guidance))
    if goal.horizon:
        yield words.horizon.format(text=content.horizons[goal.horizon])
    if goal.if_then:
        yield goal.if_then
