"""Step 1: up to three goals, what each is for, and the first step towards it."""

from contextlib import AbstractContextManager
from typing import Any

import streamlit as st

from exercises.goals import EXERCISE, WORDING
from exercises.goals.answer import HORIZONS, MAX_GOALS, MAX_TEXT, PURPOSES, Goal, Goals
from exercises.self_assessment.start import written_about
from pages.attendee.parts import rows
from pages.attendee.parts.rows import Raw
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.results import room
from pages.shared.saving import answers, fields
from pages.shared.step import frame, further

CONTENT = WORDING.in_(spoken())
WORDS = CONTENT.ask

Place = AbstractContextManager[Any]


def goals(me: Attendee) -> None:
    """Ask for one goal, and under *Go further* for its details and for more goals."""
    before = answers.stored(me, EXERCISE, Goals) or Goals()
    core, more = st.container(border=True), further.fold(me, EXERCISE)
    known = rows.known(me, before.goals)

    def goal(n: int, own_id: str) -> Raw:
        begun = known.get(own_id, Goal(id=own_id))
        if n == 1:
            return first(me, begun, core, more)
        with more, card(me, n, begun, before.goals):
            shown = {**ask(me, n, begun), **ask_more(me, n, begun)}
            if begun in before.goals:
                rows.offer_to_remove(me, begun, WORDS.remove.format(n=n))
        return shown

    taken = written_about(answers.given(me))
    listed = rows.rows(me, before.goals, MAX_GOALS, goal, taken)
    with more:
        rows.offer_undo(me, WORDS.undo)
    answers.save(me, EXERCISE, {"goals": listed})


def first(me: Attendee, goal: Goal, core: Place, more: Place) -> Raw:
    """Ask for the first goal: the core, and the rest under *Go further*."""
    with core:
        shown = ask(me, 1, goal)
    with more:
        shown |= ask_more(me, 1, goal)
        st.markdown(f"**{WORDS.prompts_title}**\n{WORDS.prompts}")
    return shown


def card(me: Attendee, n: int, goal: Goal, kept: tuple[Goal, ...]) -> Place:
    """Return a container for another goal, collapsed if the goal is new."""
    if not rows.begun_with(me, goal.id, kept):
        return st.expander(WORDS.add, icon=":material/add:", key=me.own(f"add-{goal.id}"))
    place = st.container(border=True)
    place.subheader(WORDS.goal.format(n=n), anchor=False)
    return place


def ask(me: Attendee, n: int, goal: Goal) -> Raw:
    """Ask what a goal is for, what it is, and what guidance it needs."""
    purpose = fields.pills(
        label(WORDS.purpose, n),
        PURPOSES,
        default=goal.purpose,
        format_func=CONTENT.purposes.__getitem__,
        key=me.own(f"purpose-{goal.id}"),
    )
    sentence = words(me, n, goal, "sentence", WORDS.sentence, example=WORDS.sentence_example)
    guidance = words(me, n, goal, "guidance", WORDS.guidance, example=WORDS.guidance_example)
    return {"purpose": purpose, "sentence": sentence, "guidance": guidance}


def ask_more(me: Attendee, n: int, goal: Goal) -> Raw:
    """Ask how much time a goal needs, and for its first step."""
    horizon = fields.pills(
        label(WORDS.horizon, n),
        HORIZONS,
        default=goal.horizon,
        format_func=CONTENT.horizons.__getitem__,
        key=me.own(f"horizon-{goal.id}"),
    )
    if_then = words(me, n, goal, "if_then", WORDS.if_then, example=WORDS.if_then_example)
    st.caption(WORDS.if_then_help)
    return {"horizon": horizon, "if_then": if_then}


def label(asked: str, n: int) -> str:
    """Return a question, numbered from the second goal on."""
    return asked if n == 1 else WORDS.numbered.format(n=n, label=asked)


def words(  # noqa: PLR0913 (one field of one goal)
    me: Attendee, n: int, goal: Goal, field: str, asked: str, *, example: str
) -> str:
    """Ask for one text field of a goal."""
    return fields.text(
        me,
        f"{field}-{goal.id}",
        label(asked, n),
        str(getattr(goal, field)),
        example=example,
        limit=MAX_TEXT,
    )


@frame.inputs
def goals_inputs(me: Attendee) -> None:
    """Show this exercise's inputs, saved as they change."""
    frame.parts(me, goals)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
frame.tell_who_sees(me, counted=WORDS.counted, private=WORDS.private)
goals_inputs(me)
room.panel(me, EXERCISE)
frame.way_on(EXERCISE)
