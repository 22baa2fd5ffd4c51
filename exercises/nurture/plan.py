"""Step 6 in the plan: questions, agenda, rhythm, agreement, and a follow-up to send."""

from exercises.formats import day, named
from exercises.nurture.answer import CLAUSES, QUESTIONS, Clause, Nurture
from exercises.nurture.report import report
from exercises.nurture.wording import NurtureContent
from exercises.plan import Date, Grid, Items, Paragraph, Section
from exercises.text import within


def plan(answer: Nurture, content: NurtureContent) -> Section | None:
    """Return the plan's section, or None if there's nothing in it yet."""
    if answer == Nurture():
        return None
    words, first = content.plan, answer.first_meeting
    facts = (
        words.length.format(minutes=answer.length) if answer.length else "",
        words.first.format(day=day(first, content.locale)) if first else "",
        content.cadences[answer.cadence] if answer.cadence else "",
    )
    asked = tuple(content.questions[q] for q in QUESTIONS if q in answer.questions)
    lists = (
        Items(words.meeting, tuple(filter(None, facts))),
        Items(words.questions, (*asked, *filter(None, (answer.own_question,)))),
        Items(words.agreement, _agreed(answer, content)),
    )
    agenda = tuple((item.topic, str(item.minutes)) for item in answer.items)
    grid = (Grid((words.topic, words.minutes), agenda),) if agenda else ()
    told = tuple(part for part in lists if part.lines)
    follow_up = Paragraph(f"{words.report}\n\n{report(answer, content)}")
    return Section(content.title, (*told, *grid, follow_up))


def front(answer: Nurture, content: NurtureContent) -> Section | None:
    """Return when the first meeting is, and what to ask there, for the plan's first page."""
    words, first = content.plan, answer.first_meeting
    facts = (
        words.first.format(day=day(first, content.locale)) if first else "",
        words.length.format(minutes=answer.length) if answer.length else "",
    )
    asked = tuple(content.questions[q] for q in QUESTIONS if q in answer.questions)
    lists = (
        Items("", tuple(filter(None, facts))),
        Items(words.questions, (*asked, *filter(None, (answer.own_question,)))),
    )
    told = tuple(part for part in lists if part.lines)
    return Section(words.meeting, told) if told else None


def dates(answer: Nurture, content: NurtureContent) -> tuple[Date, ...]:
    """Return the date of the first meeting, if there is one."""
    if answer.first_meeting is None:
        return ()
    topics = "\n".join(item.topic for item in answer.items)
    title = content.plan.calendar
    return (Date(answer.first_meeting, title, topics, item="first-meeting", action=title),)


def _agreed(answer: Nurture, content: NurtureContent) -> tuple[str, ...]:
    return tuple(_clause(clause, answer, content) for clause in CLAUSES if clause in answer.clauses)


def _clause(clause: Clause, answer: Nurture, content: NurtureContent) -> str:
    name, own = content.clauses[clause].name, answer.clause_words.get(clause)
    return named(name, within(own), content.locale) if own else name
