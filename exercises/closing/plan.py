"""The close in the plan: what to do by when, and how far someone has come."""

from exercises.closing.answer import ITEMS, Closing
from exercises.closing.wording import ClosingContent
from exercises.formats import day
from exercises.plan import Date, Grid, Items, Section, ToDo


def plan(answer: Closing, content: ClosingContent) -> Section | None:
    """Return the plan's section, or None if there's nothing in it yet."""
    words = content.plan
    by = words.by.format(day=day(answer.by, content.locale)) if answer.by else ""
    told = tuple(filter(None, (answer.commitment, by)))
    rated = tuple(
        (content.items[i].statement, _told(answer.before.get(i)), _told(answer.now.get(i)))
        for i in ITEMS
        if i in answer.now or i in answer.before
    )
    grid = Grid((words.statement, words.before, words.now), rated).without_empty_columns()
    parts = (*((Items(words.commitment, told),) if told else ()), *((grid,) if rated else ()))
    return Section(content.title, parts) if parts else None


def dates(answer: Closing, content: ClosingContent) -> tuple[Date, ...]:
    """Return the date of the commitment, if there is one."""
    if answer.by is None:
        return ()
    title = answer.commitment or content.plan.calendar
    return (Date(answer.by, title, item="by", action=answer.commitment),)


def to_do(answer: Closing, content: ClosingContent) -> tuple[ToDo, ...]:
    """Return the commitment, if it has no date yet."""
    del content
    said = answer.commitment
    return (ToDo(said, said),) if said and not answer.by else ()


def _told(rating: int | None) -> str:
    return "" if rating is None else str(rating)
