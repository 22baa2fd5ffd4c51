"""The close: ratings for now and for before today, a commitment, and a recommendation."""

from typing import Literal

import streamlit as st

from exercises.closing import EXERCISE, WORDING
from exercises.closing.answer import HIGHEST, ITEMS, LOWEST, MAX_COMMITMENT, SURE, Closing
from exercises.closing.start import Planned, offered
from exercises.formats import day
from exercises.text import within
from pages.shared import browser
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.results import room
from pages.shared.saving import answers, fields, quick
from pages.shared.step import frame, further

CONTENT = WORDING.in_(spoken())
WORDS = CONTENT.ratings
PLACE = "closing-ratings"
NOW, BEFORE = "now", "before"


def own(me: Attendee) -> Closing:
    """Return what's stored, or an empty answer."""
    return answers.stored(me, EXERCISE, Closing) or Closing()


def ratings(me: Attendee) -> None:
    """Rate each statement for now, and on the next screen for before today."""
    screen = which_screen(me)
    words, stored = getattr(WORDS, screen), getattr(own(me), screen)
    with st.container(key=PLACE):
        st.header(words.title, anchor=False)
        st.markdown(words.intro)
        st.caption(f"{WORDS.scale.format(lowest=LOWEST, highest=HIGHEST)} {WORDS.self_reported}")
        chosen = {
            item: fields.segmented_control(
                CONTENT.items[item].statement,
                range(LOWEST, HIGHEST + 1),
                default=stored.get(item),
                key=me.own(f"{screen}-{item}"),
                width="stretch",
            )
            for item in ITEMS
        }
    answers.save(me, EXERCISE, {screen: {i: rating for i, rating in chosen.items() if rating}})
    turn(me, screen)


def which_screen(me: Attendee) -> str:
    """Return which ratings to ask for: *before* only once all of *now* are done."""
    answer = own(me)
    begin = BEFORE if answer.before else NOW
    chosen = st.session_state.get(me.own("screen"), begin)
    with st.container():  # always there, even if empty, so that nothing below moves
        if st.session_state.pop(me.own("turned"), False):
            browser.show(PLACE)
    return BEFORE if chosen == BEFORE and answer.rated_now() else NOW


def turn(me: Attendee, screen: str) -> None:
    """Offer the other screen, or say how many ratings are left on this one."""
    left = len(ITEMS) - len(own(me).now)
    if screen == NOW and left:
        with quick.place("closing-left"):
            st.caption(WORDS.left.format(n=left))
        return
    # What's left of the same ratings is what to do next, and looks like it.
    kind: Literal["primary", "secondary"] = "primary" if screen == NOW else "secondary"
    if st.button(getattr(WORDS, screen).turn, key=me.own(f"turn-{screen}"), type=kind):
        st.session_state[me.own("screen")] = BEFORE if screen == NOW else NOW
        st.session_state[me.own("turned")] = True
        st.rerun(scope="app")


def commitment(me: Attendee) -> None:
    """Ask what the attendee will do, and by when."""
    words, before = CONTENT.commitment, own(me)
    st.header(words.title, anchor=False)
    if not me.cohort.alone:
        st.caption(f":material/lock: {words.private}")
    written = str(st.session_state.get(me.own("commitment"), before.commitment))
    planned = offered(written, answers.given(me), CONTENT)
    with quick.place("planned", of=(planned, written)) as is_new:
        if is_new and planned:
            offer(me, planned, written)
    what = fields.text(
        me,
        "commitment",
        words.what,
        before.commitment,
        example=words.what_example,
        limit=MAX_COMMITMENT,
    )
    by = fields.date_input(words.by, value=before.by, key=me.own("by"))
    answers.save(me, EXERCISE, {"commitment": what, "by": by})


def offer(me: Attendee, planned: tuple[Planned, ...], written: str) -> None:
    """List the attendee's existing plans, to commit to one with a tap; the chosen one is marked."""
    st.markdown(CONTENT.commitment.offer)
    for n, one in enumerate(planned):
        label = within(fields.as_label(one.action))
        if one.by:
            by = CONTENT.plan.by.format(day=day(one.by, CONTENT.locale))
            label = f"{label} :small[{by}]"
        chosen = "radio_button_checked" if one.action == written else "radio_button_unchecked"
        st.button(
            label,
            key=me.own(f"take-{n}"),
            icon=f":material/{chosen}:",
            width="stretch",
            on_click=take,
            args=(me, one),
        )


def take(me: Attendee, planned: Planned) -> None:
    """Put a plan into the fields, from which it's saved."""
    st.session_state[me.own("commitment")] = planned.action
    if planned.by:
        st.session_state[me.own("by")] = planned.by


def recommend(me: Attendee) -> None:
    """Ask how likely they are to recommend the workshop."""
    words = CONTENT.recommend
    with further.fold(me, EXERCISE):
        st.header(words.title, anchor=False)
        score = fields.pills(
            words.question,
            range(SURE + 1),
            default=own(me).recommend,
            key=me.own("recommend"),
        )
        st.caption(words.scale)
        answers.save(me, EXERCISE, {"recommend": score})


@frame.inputs
def closing_inputs(me: Attendee) -> None:
    """Show this exercise's inputs, saved as they change."""
    frame.parts(me, ratings, commitment, recommend)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
frame.tell_who_sees(me, counted=WORDS.counted)
closing_inputs(me)
room.panel(me, EXERCISE)
frame.way_on(EXERCISE)
