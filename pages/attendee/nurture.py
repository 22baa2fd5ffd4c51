"""Step 6: prepare the first meeting, choose a rhythm, and agree on how to work together."""

import streamlit as st

from exercises.nurture import EXERCISE, WORDING
from exercises.nurture.answer import (
    CADENCES,
    CLAUSES,
    LENGTHS,
    MAX_ITEMS,
    MAX_TOPIC,
    MAX_WORDS,
    QUESTIONS,
    Clause,
    Item,
    Nurture,
)
from exercises.nurture.report import minutes_left, report
from exercises.nurture.start import USUAL, asked_length, fitted, offered
from exercises.pitch.answer import Pitch
from pages.attendee.parts import rows
from pages.attendee.parts.rows import Raw
from pages.shared import browser
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken, words
from pages.shared.results import room
from pages.shared.saving import answers, fields, quick
from pages.shared.step import frame, further

CONTENT = WORDING.in_(spoken())
WORDS = CONTENT.ask


def own(me: Attendee) -> Nurture:
    """Return what's stored, or an empty answer."""
    return answers.stored(me, EXERCISE, Nurture) or Nurture()


def core(me: Attendee) -> None:
    """Choose a rhythm, what to agree on, and what to ask the mentor about themselves."""
    before = own(me)
    cadence = fields.pills(
        WORDS.cadence,
        CADENCES,
        default=before.cadence,
        format_func=CONTENT.cadences.__getitem__,
        key=me.own("cadence"),
    )
    clauses = fields.pills(
        WORDS.clauses,
        CLAUSES,
        selection_mode="multi",
        default=before.clauses,
        format_func=lambda clause: CONTENT.clauses[clause].name,
        key=me.own("clauses"),
    )
    questions = fields.pills(
        WORDS.questions,
        QUESTIONS,
        selection_mode="multi",
        default=before.questions,
        format_func=CONTENT.questions.__getitem__,
        key=me.own("questions"),
    )
    chosen = {"clauses": tuple(clauses), "questions": tuple(questions)}
    answers.save(me, EXERCISE, {"cadence": cadence, **chosen})


def go_further(me: Attendee) -> None:
    """Plan the first meeting, write out the agreement, and see what to send afterwards."""
    with further.fold(me, EXERCISE):
        own_question(me)
        meeting(me)
        agreement(me)
        follow_up(me)


def own_question(me: Attendee) -> None:
    """Ask for a question in the attendee's own words."""
    asked = fields.text(
        me,
        "own-question",
        WORDS.own_question,
        own(me).own_question,
        example=WORDS.own_question_example,
        limit=MAX_TOPIC,
    )
    answers.save(me, EXERCISE, {"own_question": asked})


def meeting(me: Attendee) -> None:
    """Plan the first meeting so that its minutes add up."""
    st.header(WORDS.meeting, anchor=False)
    st.markdown(WORDS.ownership)
    before = own(me)
    length = fields.segmented_control(
        WORDS.length,
        LENGTHS,
        default=before.length,
        format_func=str,
        key=me.own("length"),
    )
    first = fields.date_input(
        WORDS.first_meeting, value=before.first_meeting, key=me.own("first-meeting")
    )
    asked = asked_length(answers.given(me), CONTENT)
    if asked and not length:
        st.caption(WORDS.asked.format(n=asked))
    brought = offer(me, before.model_copy(update={"length": length}))
    known = rows.known(me, before.items)

    def item(n: int, own_id: str) -> Raw:
        begun = known.get(own_id, Item(id=own_id))
        shown = point(me, n, begun)
        if begun in before.items:
            rows.offer_to_remove(me, begun, WORDS.remove.format(n=n))
        return shown

    listed = rows.rows(me, before.items, MAX_ITEMS, item)
    rows.offer_undo(me, WORDS.undo)
    added = tuple(item.model_dump() for item in brought)[: MAX_ITEMS - len(listed)]
    shown = {"length": length, "first_meeting": first, "items": (*listed, *added)}
    answers.save(me, EXERCISE, shown)
    tell_minutes(me, own(me))
    if added:
        st.rerun(scope="app")


def offer(me: Attendee, shown: Nurture) -> tuple[Item, ...]:
    """Show items from earlier steps for the agenda, and return them once they're wanted."""
    given = answers.given(me)
    missing = offered(shown, given, CONTENT)
    if not missing:
        return ()
    st.text("\n".join((WORDS.offer, *(f"• {item.topic}" for item in missing))))
    asked = shown.length or asked_length(given, CONTENT)
    wanted = st.button(WORDS.bring, key=me.own("bring"), on_click=set_length, args=(me, asked))
    return missing if wanted else ()


def set_length(me: Attendee, length: int | None) -> None:
    """Set the meeting's length to what the pitch asked for, with an agenda to fit."""
    if length:
        st.session_state[me.own("length")] = length


def fit(me: Attendee, answer: Nurture) -> None:
    """Set the items' minutes so that they add up to the meeting's length."""
    for item in fitted(answer.items, answer.length or USUAL):
        st.session_state[me.own(f"minutes-{item.id}")] = item.minutes


def point(me: Attendee, n: int, item: Item) -> Raw:
    """Ask for one agenda item, and return what its fields hold."""
    topic = fields.text(
        me,
        f"topic-{item.id}",
        WORDS.topic.format(n=n),
        item.topic,
        example=WORDS.topic_example,
        limit=MAX_TOPIC,
    )
    minutes = fields.number_input(
        WORDS.topic_minutes.format(n=n),
        value=item.minutes or None,
        key=me.own(f"minutes-{item.id}"),
        most=60,
    )
    return {"topic": topic, "minutes": minutes or 0}


def tell_minutes(me: Attendee, answer: Nurture) -> None:
    """Say whether the minutes add up to the meeting's length."""
    left = minutes_left(answer)
    if left is not None and answer.items:
        told = WORDS.left if left > 0 else WORDS.over if left < 0 else WORDS.exact
        with quick.place("nurture-minutes"):
            st.text(told.format(n=abs(left)))
            if left:
                label = WORDS.fit.format(n=answer.length)
                st.button(label, key=me.own("fit"), on_click=fit, args=(me, answer))


def follow_up(me: Attendee) -> None:
    """Show a report to send after each conversation."""
    st.header(WORDS.report, anchor=False)
    st.markdown(WORDS.after)
    pitch = answers.given(me).get("pitch")
    told = report(own(me), CONTENT, pitch if isinstance(pitch, Pitch) else None)
    with quick.place("nurture-report", of=told) as is_new:
        if is_new:
            st.text(told)
            if WORDS.address:
                st.caption(WORDS.address)
            copying = words().host
            browser.outbox(
                "nurture-outbox",
                browser.Outgoing(
                    label=WORDS.report, text=told, copy=copying.copy_it, copied=copying.copied
                ),
            )


def agreement(me: Attendee) -> None:
    """Ask for the chosen clauses in the attendee's own words."""
    before = own(me)
    if not before.clauses:
        return
    st.header(WORDS.agreement, anchor=False)
    # A deselected clause keeps its text, in case it's chosen again.
    said = before.clause_words | {c: clause_words(me, c, before) for c in before.clauses}
    words = {clause: text for clause, text in said.items() if text}
    answers.save(me, EXERCISE, {"clause_words": words})


def clause_words(me: Attendee, clause: Clause, before: Nurture) -> str:
    """Ask for one clause in the attendee's own words."""
    return fields.text(
        me,
        f"words-{clause}",
        WORDS.own_words.format(clause=CONTENT.clauses[clause].name),
        before.clause_words.get(clause, ""),
        example=CONTENT.clauses[clause].example,
        limit=MAX_WORDS,
    )


@frame.inputs
def nurture_inputs(me: Attendee) -> None:
    """Show this exercise's inputs, saved as they change."""
    frame.parts(me, core, go_further)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
frame.tell_who_sees(me, counted=WORDS.counted, private=WORDS.private)
nurture_inputs(me)
room.panel(me, EXERCISE)
frame.way_on(EXERCISE)
