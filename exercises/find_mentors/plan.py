"""Step 4 in the plan: routes to try, people to turn to, and their dates."""

from exercises.find_mentors.answer import ROUTES, STATES, FindMentors, Person
from exercises.find_mentors.wording import FindMentorsContent
from exercises.formats import day
from exercises.plan import Date, Grid, Items, Section, ToDo
from exercises.text import within


def plan(answer: FindMentors, content: FindMentorsContent) -> Section | None:
    """Return the plan's section, or None if there's nothing in it yet."""
    routes = tuple(
        Items(content.states[state].in_plan, names)
        for state in STATES
        if (names := _routes_in(answer, content, state))
    )
    people = tuple(_row(person, content) for person in answer.people if not person.is_blank)
    words = content.plan
    columns = (words.who, words.route, words.goal, words.action, words.by)
    parts = (*routes, *((Grid(columns, people).without_empty_columns(),) if people else ()))
    return Section(content.title, parts) if parts else None


def dates(answer: FindMentors, content: FindMentorsContent) -> tuple[Date, ...]:
    """Return the date of each next action that has one."""
    words = content.plan
    return tuple(
        Date(
            person.by,
            _titled(person, content),
            words.with_person.format(name=within(person.name)) if person.name else "",
            item=person.id,
            action=next_action(person, content),
        )
        for person in answer.people
        if person.by
    )


def to_do(answer: FindMentors, content: FindMentorsContent) -> tuple[ToDo, ...]:
    """Return the next actions that have no date yet."""
    return tuple(
        ToDo(_titled(person, content), person.action)
        for person in answer.people
        if person.action and not person.by
    )


def next_action(person: Person, content: FindMentorsContent) -> str:
    """Return the next action, or to get in touch if there's only a name, or "" without one."""
    contact = content.plan.contact.format(name=within(person.name)) if person.name else ""
    return person.action or contact


def _titled(person: Person, content: FindMentorsContent) -> str:
    """Return what to do and with whom, so that it makes sense on its own."""
    words, name = content.plan, person.name
    action = next_action(person, content) or words.act
    if not name or name.casefold() in action.casefold():
        return action
    return words.action_with.format(action=within(action), name=within(name))


def _routes_in(answer: FindMentors, content: FindMentorsContent, state: str) -> tuple[str, ...]:
    return tuple(content.routes[r].name for r in ROUTES if answer.routes.get(r) == state)


def _row(person: Person, content: FindMentorsContent) -> tuple[str, ...]:
    return (
        person.name,
        content.routes[person.route].name if person.route else "",
        content.people.goal_n.format(n=person.goal) if person.goal else "",
        person.action,
        day(person.by, content.locale) if person.by else "",
    )
