"""Step 1: up to three goals, what each is for, and how it begins."""

import streamlit as st

from exercises.goals import EXERCISE, WORDING
from exercises.goals.answer import HORIZONS, MAX_GOALS, MAX_TEXT, PURPOSES, Goal, Goals
from exercises.self_assessment.start import written_about
from pages.attendee.parts.rows import Raw, rows
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.results import room
from pages.shared.saving import answers, fields
from pages.shared.step import frame

CONTENT = WORDING.in_(spoken())
WORDS = CONTENT.ask


def explain() -> None:
    """Say how to put a goal into words."""
    with st.expander(WORDS.prompts_title):
        st.markdown(WORDS.prompts)


def goals(me: Attendee) -> None:
    """List up to three goals; the next empty one is always there."""
    before = answers.stored(me, EXERCISE, Goals) or Goals()
    known = {goal.id: goal for goal in before.goals}
    listed = rows(
        me,
        tuple(known),
        MAX_GOALS,
        lambda n, i: ask(me, n, known.get(i, Goal(id=i))),
        taken=written_about(answers.given(me)),
    )
    answers.save(me, EXERCISE, {"goals": listed})


def ask(me: Attendee, n: int, goal: Goal) -> Raw:
    """Ask for one goal, and return what the fields hold."""
    with st.container(border=True):
        st.header(WORDS.goal.format(n=n), anchor=False)
        purpose = fields.pills(
            WORDS.purpose.format(n=n),
            PURPOSES,
            default=goal.purpose,
            format_func=CONTENT.purposes.__getitem__,
            key=me.own(f"purpose-{goal.id}"),
        )
        sentence = words(
            me, n, goal, "sentence", WORDS.sentence, example=WORDS.sentence_example, lines=2
        )
        guidance = words(me, n, goal, "guidance", WORDS.guidance, example=WORDS.guidance_example)
        horizon = fields.pills(
            WORDS.horizon.format(n=n),
            HORIZONS,
            default=goal.horizon,
            format_func=CONTENT.horizons.__getitem__,
            key=me.own(f"horizon-{goal.id}"),
        )
        if_then = words(me, n, goal, "if_then", WORDS.if_then, example=WORDS.if_then_example)
        st.caption(WORDS.if_then_help)
    return {
        "purpose": purpose,
        "sentence": sentence,
        "guidance": guidance,
        "horizon": horizon,
        "if_then": if_then,
    }


def words(  # noqa: PLR0913 (one field of one goal)
    me: Attendee, n: int, goal: Goal, field: str, label: str, *, example: str, lines: int = 1
) -> str:
    """Ask for one text of a goal."""
    return fields.text(
        me,
        f"{field}-{goal.id}",
        label.format(n=n),
        str(getattr(goal, field)),
        example=example,
        limit=MAX_TEXT,
        lines=lines,
    )


@frame.inputs
def goals_inputs(me: Attendee) -> None:
    """Everything that one gives in this exercise, saved as one goes."""
    frame.parts(me, goals)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
frame.tell_who_sees(me, counted=WORDS.counted, private=WORDS.private)
goals_inputs(me)
explain()
room.panel(me, EXERCISE)
frame.way_on(EXERCISE)
