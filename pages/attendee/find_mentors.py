"""Step 4: where one stands with six routes, and a list of people to turn to."""

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
from exercises.find_mentors.start import goals, offered
from exercises.formats import listed
from pages.attendee.parts.rows import Raw, rows
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.results import room
from pages.shared.saving import answers, fields
from pages.shared.step import frame

CONTENT = WORDING.in_(spoken())
WORDS, PEOPLE = CONTENT.ask, CONTENT.people
ROUTE_NAMES = {route: words.name for route, words in CONTENT.routes.items()}
STATE_NAMES = {state: words.name for state, words in CONTENT.states.items()}


def explain() -> None:
    """Say how to go about each route."""
    with st.expander(WORDS.meaning):
        st.markdown("\n\n".join(f"**{r.name}.** {r.how}" for r in CONTENT.routes.values()))


def routes(me: Attendee) -> None:
    """Say of each route whether one tried it, will try it, or would rather not."""
    before = answers.stored(me, EXERCISE, FindMentors) or FindMentors()
    chosen = {
        route: fields.segmented_control(
            ROUTE_NAMES[route],
            STATES,
            default=before.routes.get(route),
            format_func=STATE_NAMES.__getitem__,
            key=me.own(route),
            width="stretch",
        )
        for route in ROUTES
    }
    answers.save(me, EXERCISE, {"routes": {r: state for r, state in chosen.items() if state}})


def introduce(named: tuple[str, ...]) -> None:
    """Say what the list is for, and recall the goals that its people are for."""
    st.header(PEOPLE.title, anchor=False)
    st.markdown(PEOPLE.intro)
    st.caption(f":material/lock: {PEOPLE.private}")
    for n, goal in enumerate(named, start=1):
        if goal:  # one that so far has a purpose and no words has nothing to recall
            st.text(PEOPLE.goal_told.format(n=n, goal=goal))


def people(me: Attendee) -> None:
    """List people; those of step 3 are offered, and join only when asked."""
    before = answers.stored(me, EXERCISE, FindMentors) or FindMentors()
    given = answers.given(me)
    introduce(goals(given))
    brought = offer(me, offered(before, given))
    known = {person.id: person for person in before.people}
    count = len(goals(given))
    listed = rows(
        me, tuple(known), MAX_PEOPLE, lambda n, i: ask(me, n, known.get(i, Person(id=i)), count)
    )
    added = tuple(person.model_dump() for person in brought)[: MAX_PEOPLE - len(listed)]
    answers.save(me, EXERCISE, {"people": (*listed, *added)})
    if added:
        st.rerun(scope="app")


def offer(me: Attendee, missing: tuple[Person, ...]) -> tuple[Person, ...]:
    """Show who else was thought of in step 3; return them when they should join the list."""
    if not missing:
        return ()
    st.text(PEOPLE.offer.format(names=listed((p.name for p in missing), spoken())))
    return missing if st.button(PEOPLE.bring, key=me.own("bring")) else ()


def ask(me: Attendee, n: int, person: Person, goal_count: int) -> Raw:
    """Ask for one person of the list, and return what the fields hold."""
    with st.container(border=True):
        name = fields.text(
            me,
            f"name-{person.id}",
            PEOPLE.name.format(n=n),
            person.name,
            example=PEOPLE.name_example,
            limit=MAX_NAME,
        )
        route = fields.selectbox(
            PEOPLE.route.format(n=n),
            ROUTES,
            value=person.route,
            names=ROUTE_NAMES.__getitem__,
            placeholder=PEOPLE.choose,
            key=me.own(f"route-{person.id}"),
        )
        goal = ask_goal(me, n, person, goal_count)
        action = fields.text(
            me,
            f"action-{person.id}",
            PEOPLE.action.format(n=n),
            person.action,
            example=PEOPLE.action_example,
            limit=MAX_ACTION,
        )
        by = fields.date_input(
            PEOPLE.by.format(n=n), value=person.by, key=me.own(f"by-{person.id}")
        )
    return {"name": name, "route": route, "goal": goal, "action": action, "by": by}


def ask_goal(me: Attendee, n: int, person: Person, count: int) -> int | None:
    """Ask for which goal of step 1 this is, where there are any."""
    numbers = range(1, max(count, person.goal or 0) + 1)
    if not numbers:
        return None
    return fields.selectbox(
        PEOPLE.goal.format(n=n),
        numbers,
        value=person.goal,
        names=lambda goal: PEOPLE.goal_n.format(n=goal),
        placeholder=PEOPLE.choose,
        key=me.own(f"goal-{person.id}"),
    )


@frame.inputs
def find_mentors_inputs(me: Attendee) -> None:
    """Everything that one gives in this exercise, saved as one goes."""
    frame.parts(me, routes, people)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
frame.tell_who_sees(me, counted=WORDS.counted)
find_mentors_inputs(me)
explain()
room.panel(me, EXERCISE)
frame.way_on(EXERCISE)
