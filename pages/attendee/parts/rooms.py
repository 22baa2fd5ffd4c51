"""The other rooms of this browser, and answers brought over from learning alone."""

import streamlit as st

from data import keys
from data.cohorts import Gone
from exercises import AGENDA
from exercises.exercise import Answer
from pages.http.running import running
from pages.shared import browser
from pages.shared.identity import who
from pages.shared.identity.who import Attendee
from pages.shared.language import words
from pages.shared.saving import answers

_TAKEN = "answers came along"
_LEFT = "answers stay where they are"


def offer_to_take_along(me: Attendee) -> None:
    """Offer once to bring answers from learning alone into a room, wherever there are none yet."""
    if st.session_state.pop(_TAKEN, False):
        st.success(words().alone.taken, icon=":material/check_circle:")
    missing = {} if st.session_state.get(f"{_LEFT} {me.cohort.code}") else _only_alone(me)
    if not missing:
        return
    with st.container(border=True):
        st.markdown(f"**{words().alone.take_along}** {words().alone.take_along_help}")
        with st.container(horizontal=True):
            taken = st.button(words().alone.take, icon=":material/move_down:")
            left = st.button(words().alone.leave)
    if taken:
        _take(me, missing)
    if left:
        st.session_state[f"{_LEFT} {me.cohort.code}"] = True
        st.rerun()


def show_others() -> None:
    """Link to rooms that this browser joined before, and to plans from private links."""
    if plans := who.other_plans():
        st.header(words().home.other_rooms, anchor=False)
    for plan in plans:
        code = plan.cohort.code
        if plan.linked:
            label = words().linked.other.format(code=keys.spoken_code(code))
            label = words().linked.other_alone if plan.cohort.alone else label
            if st.button(label, key=f"linked-{code}"):
                browser.go(f"/resume/{plan.key}")
            continue
        label = words().home.other_room.format(code=keys.spoken_code(code))
        if st.button(words().alone.other if plan.cohort.alone else label, key=f"room-{code}"):
            browser.go("/start" if plan.cohort.alone else f"/join/{code}")


def _only_alone(me: Attendee) -> dict[str, Answer]:
    key = who.alone_key()
    if me.cohort.alone or me.linked or key is None:  # whoever sent the link can read a linked plan
        return {}
    store = running().store
    if not store.answers.exercises(key) - store.answers.exercises(me.key):
        return {}
    here = store.answers.exercises(me.key)
    own = store.answers.given(key)
    return {
        e.slug: e.answer.model_validate_json(own[e.slug].json)
        for e in AGENDA
        if e.slug in own and e.slug not in here
    }


def _take(me: Attendee, missing: dict[str, Answer]) -> None:
    try:
        answers.load(me, missing)
    except Gone:
        st.rerun()  # the page then says that the room is closed
    st.session_state[_TAKEN] = True
    st.rerun()
