"""The myths in the plan: what someone thought of each statement."""

from exercises.formats import named
from exercises.myths.answer import STATEMENTS, Myths
from exercises.myths.wording import MythsContent
from exercises.plan import Items, Section


def plan(answer: Myths, content: MythsContent) -> Section | None:
    """Return the plan's section, or None if nothing was answered yet."""
    if not answer.votes:
        return None
    judged = tuple(
        named(
            content.judgements[answer.votes[statement]],
            content.statements[statement].what,
            content.locale,
        )
        for statement in STATEMENTS
        if statement in answer.votes
    )
    return Section(content.title, (Items(content.plan.judged, judged),), usual=False)
