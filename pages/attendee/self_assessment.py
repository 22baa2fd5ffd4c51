"""Step 2: per goal, what to develop, what you're good at, and what's in the way."""

from collections.abc import Iterable, Mapping

import streamlit as st

from exercises.self_assessment import EXERCISE, WORDING
from exercises.self_assessment.answer import (
    CHALLENGES,
    COLUMNS,
    COMPETENCIES,
    ENOUGH,
    HIGHEST,
    LOWEST,
    MAX_WORDS,
    Column,
    Row,
    SelfAssessment,
)
from exercises.self_assessment.start import goals, rows
from exercises.text import within
from pages.attendee.parts import turning
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.results import room
from pages.shared.saving import answers, fields, quick
from pages.shared.step import frame, further

CONTENT = WORDING.in_(spoken())
WORDS = CONTENT.ask
FIELDS = (*COLUMNS, "words", "readiness")


def grid(me: Attendee) -> None:
    """Show one goal's row at a time; the others stay as stored."""
    before = answers.stored(me, EXERCISE, SelfAssessment) or SelfAssessment()
    named = goals(answers.given(me))
    listed = rows(before, answers.given(me))
    chosen = choose(me, named, listed)
    if chosen.goal and len(listed) == 1:  # of several, the choice itself has their words
        st.text(chosen.goal)
    elif not any(named.values()):
        st.caption(WORDS.no_goals)
    st.caption(WORDS.up_to)
    filled = {**left(me, chosen, listed), chosen.id: ask(me, chosen)}
    after = [filled.get(row.id, row.model_dump()) | {"gone": row.id not in named} for row in listed]
    given = tuple(row for row in after if not blank(row))
    # Goals that have changed are noted with the next answer, because just looking changes nothing.
    is_said = said(row.model_dump() for row in before.rows if not row.is_blank) == said(given)
    answers.save(me, EXERCISE, {"rows": before.rows if is_said else given})
    turning.note(me, chosen.id)


def said(rows: Iterable[Mapping[str, object]]) -> dict[object, list[object]]:
    """Return what the attendee said in each row, by id, without what comes from the goals."""
    return {row["id"]: [row[field] for field in FIELDS] for row in rows}


def left(me: Attendee, chosen: Row, listed: tuple[Row, ...]) -> dict[str, dict[str, object]]:
    """Return the row that the attendee has just left, by id, with its fields' last values."""
    begun = {row.id: {name: getattr(row, name) for name in FIELDS} for row in listed}
    goals = {row.id: row.goal for row in listed}
    return {
        row: {"id": row, "goal": goals[row], **held, **{c: tuple(held[c]) for c in COLUMNS}}
        for row, held in turning.left(me, chosen.id, begun).items()
    }


def choose(me: Attendee, named: dict[str, str], listed: tuple[Row, ...]) -> Row:
    """Let the attendee choose one of their goals, if there are several."""
    if len(listed) == 1:
        return listed[0]
    numbers = range(len(listed))

    def told(n: int) -> str:
        goal, gone = within(fields.as_label(listed[n].goal)), n - len(named) + 1
        if gone > 0:
            named_ = WORDS.earlier_named.format(goal=goal)
            return named_ if goal else WORDS.earlier.format(n=gone)
        return WORDS.goal_named.format(n=n + 1, goal=goal) if goal else WORDS.goal.format(n=n + 1)

    picked = fields.pills(
        WORDS.which, numbers, default=0, format_func=told, required=True, key=me.own("which")
    )
    return listed[picked if picked in numbers else 0]


def ask(me: Attendee, row: Row) -> dict[str, object]:
    """Show one row's fields, and return what they hold."""
    picked: dict[str, object] = {column: pick(me, row, column) for column in COLUMNS}
    with further.fold(me, EXERCISE):
        words = fields.text(
            me,
            f"words-{row.id}",
            WORDS.words,
            row.words,
            example=WORDS.words_example,
            limit=MAX_WORDS,
        )
        readiness = fields.segmented_control(
            WORDS.readiness,
            range(LOWEST, HIGHEST + 1),
            default=row.readiness,
            key=me.own(f"readiness-{row.id}"),
            width="stretch",
        )
    return {"id": row.id, "goal": row.goal, **picked, "words": words, "readiness": readiness}


def pick(me: Attendee, row: Row, column: Column) -> tuple[str, ...]:
    """Let the attendee pick competencies or challenges for one column."""
    words, before = CONTENT.columns[column], getattr(row, column)
    asked: tuple[str, ...] = CHALLENGES if column == "challenges" else COMPETENCIES
    picked = fields.pills(
        words.question,
        (*asked, *(pick for pick in before if pick not in asked)),
        selection_mode="multi",
        default=before,
        format_func=CONTENT.called,
        help=words.help,
        key=me.own(f"{column}-{row.id}"),
    )
    with quick.place(f"enough-{column}"):
        if len(picked) > ENOUGH:
            st.caption(WORDS.too_many.format(n=len(picked)))
    return tuple(picked)


def blank(row: dict[str, object]) -> bool:
    """Say whether a row is empty on the page."""
    return not any(value for name, value in row.items() if name not in ("id", "goal", "gone"))


@frame.inputs
def self_assessment_inputs(me: Attendee) -> None:
    """Show this exercise's inputs, saved as they change."""
    frame.parts(me, grid)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
frame.tell_who_sees(me, counted=WORDS.counted, private=WORDS.private)
self_assessment_inputs(me)
room.panel(me, EXERCISE)
frame.way_on(EXERCISE)
