"""Step 4: six routes to a mentor, and a list of people to ask."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import streamlit as st

from exercises.exercise import MAX_NAME
from exercises.find_mentors import EXERCISE, WORDING
from exercises.find_mentors.answer import (
    MAX_ACTION,
    MAX_PEOPLE,
    ROUTES,
    STATES,
    FindMentors,
    Person,
)
from exercises.find_mentors.start import goals, offered, ruled_out
from pages.attendee.parts import rows
from pages.attendee.parts.rows import Raw
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.results import room
from pages.shared.saving import answers, fields
from pages.shared.step import frame, further

CONTENT = WORDING.in_(spoken())
WORDS, PEOPLE = CONTENT.ask, CONTENT.people
ROUTE_NAMES = {route: words.name for route, words in CONTENT.routes.items()}
STATE_NAMES = {state: words.name for state, words in CONTENT.states.items()}


def routes(me: Attendee) -> None:
    """Ask for each route whether they've tried it, will try it, or would rather not."""
    before = answers.stored(me, EXERCISE, FindMentors) or FindMentors()
    chosen = {
        route: fields.segmented_control(
            f"**{words.name}** {words.how}",
            STATES,
            default=before.routes.get(route),
            format_func=STATE_NAMES.__getitem__,
            key=me.own(route),
            width="stretch",
        )
        for route, words in CONTENT.routes.items()
    }
    answers.save(me, EXERCISE, {"routes": {r: state for r, state in chosen.items() if state}})


def people(me: Attendee) -> None:
    """List people, the first in the core; those from step 3 are added only on request."""
    before = answers.stored(me, EXERCISE, FindMentors) or FindMentors()
    given = answers.given(me)
    st.header(PEOPLE.title, anchor=False)
    st.caption(f":material/lock: {PEOPLE.private}")
    brought = offer(me, offered(before, given), ruled_out(given))
    core, more = st.container(border=True), further.fold(me, EXERCISE)
    known, goals_ = rows.known(me, before.people), goals(given)

    def person(n: int, own_id: str) -> Raw:
        begun = known.get(own_id, Person(id=own_id))
        with core if n == 1 else more, nullcontext() if n == 1 else card(me, begun, before.people):
            shown = ask(me, n, begun)
            mark(begun, before, ruled_out(given))
            if n > 1:
                shown |= ask_more(me, n, begun, goals_)
            if begun in before.people:
                rows.offer_to_remove(me, begun, removing(begun, n))
        if n == 1:
            with more:
                shown |= ask_more(me, n, begun, goals_)
        return shown

    listed = rows.rows(me, before.people, MAX_PEOPLE, person)
    with more:
        rows.offer_undo(me, PEOPLE.undo)
        st.markdown(PEOPLE.more)
        st.page_link(
            "attendee/mentor_criteria.py", label=PEOPLE.to_scorecard, icon=":material/balance:"
        )
    added = tuple(person.model_dump() for person in brought)[: MAX_PEOPLE - len(listed)]
    answers.save(me, EXERCISE, {"people": (*listed, *added)})
    if added:
        st.rerun(scope="app")


def offer(me: Attendee, missing: tuple[Person, ...], out: frozenset[str]) -> tuple[Person, ...]:
    """Offer the people from step 3 one by one; return the one to add to the list."""
    wanted: tuple[Person, ...] = ()
    for person in missing:
        label = PEOPLE.bring_out if person.name.casefold() in out else PEOPLE.bring
        told = label.format(name=fields.as_label(person.name))
        if st.button(told, key=me.own(f"bring-{person.id}"), icon=":material/person_add:"):
            wanted = (person,)
    return wanted


def card(me: Attendee, person: Person, kept: tuple[Person, ...]) -> AbstractContextManager[Any]:
    """Return a container for another person, collapsed if they're new."""
    if rows.begun_with(me, person.id, kept):
        return st.container(border=True)
    return st.expander(PEOPLE.add, icon=":material/person_add:", key=me.own(f"add-{person.id}"))


def mark(person: Person, before: FindMentors, out: frozenset[str]) -> None:
    """Mark someone on the list whom the scorecard rules out."""
    if person in before.people and person.name.casefold() in out:
        st.caption(f":material/block: {PEOPLE.ruled_out}")


def removing(person: Person, n: int) -> str:
    """Return what the button that removes someone says: their name, or their number without one."""
    name = fields.as_label(person.name)
    return PEOPLE.remove_named.format(name=name) if name else PEOPLE.remove.format(n=n)


def ask(me: Attendee, n: int, person: Person) -> Raw:
    """Ask for a person and what to do next, and return what the fields hold."""
    name = fields.text(
        me,
        f"name-{person.id}",
        label(PEOPLE.name, n),
        person.name,
        example=PEOPLE.name_example,
        limit=MAX_NAME,
        grows=False,
    )
    action = fields.text(
        me,
        f"action-{person.id}",
        label(PEOPLE.action, n),
        person.action,
        example=PEOPLE.action_example,
        limit=MAX_ACTION,
    )
    by = fields.date_input(label(PEOPLE.by, n), value=person.by, key=me.own(f"by-{person.id}"))
    return {"name": name, "action": action, "by": by}


def label(asked: str, n: int) -> str:
    """Return a question, numbered from the second person on."""
    return asked if n == 1 else PEOPLE.numbered.format(n=n, label=asked)


def ask_more(me: Attendee, n: int, person: Person, named: tuple[str, ...]) -> Raw:
    """Ask by which route to reach a person, and for which goal of step 1, if there are any."""
    route = fields.selectbox(
        label(PEOPLE.route, n),
        ROUTES,
        value=person.route,
        names=ROUTE_NAMES.__getitem__,
        placeholder=PEOPLE.choose,
        key=me.own(f"route-{person.id}"),
    )
    return {"route": route, "goal": ask_goal(me, n, person, named)}


def ask_goal(me: Attendee, n: int, person: Person, named: tuple[str, ...]) -> int | None:
    """Ask which goal of step 1 this person is for, if there are any."""
    numbers = range(1, max(len(named), person.goal or 0) + 1)
    if not numbers:
        return None

    def told(goal: int) -> str:
        text = named[goal - 1] if goal <= len(named) else ""
        template = PEOPLE.goal_told if text else PEOPLE.goal_n
        return template.format(n=goal, goal=text)

    return fields.selectbox(
        label(PEOPLE.goal, n),
        numbers,
        value=person.goal,
        names=told,
        placeholder=PEOPLE.choose,
        key=me.own(f"goal-{person.id}"),
    )


@frame.inputs
def find_mentors_inputs(me: Attendee) -> None:
    """Show this exercise's inputs, saved as they change."""
    frame.parts(me, routes, people)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
frame.tell_who_sees(me, counted=WORDS.counted)
find_mentors_inputs(me)
room.panel(me, EXERCISE)
frame.way_on(EXERCISE)
