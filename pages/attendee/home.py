"""The first page: join a room, or go on with the agenda."""

import streamlit as st

from data import keys
from exercises import AGENDA, Exercise
from pages.attendee.parts import private_link
from pages.shared import answers, browser, frame, who
from pages.shared.language import spoken, words
from pages.shared.who import Attendee


def tell_problem() -> None:
    """Say why a link did not lead where it should."""
    problem = st.query_params.get("problem", "")
    if told := words().problems.model_dump().get(problem):
        st.warning(told, icon=":material/link_off:")


def ask_for_code() -> None:
    """Let somebody join by typing the code from the projector."""
    st.markdown(words().home.welcome)
    with st.form("join", border=False):
        typed = st.text_input(words().home.code, placeholder=words().home.code_example)
        asked = st.form_submit_button(words().home.join, type="primary", width="stretch")
    if not asked:
        return
    code = keys.normal_code(str(typed))  # anything may arrive, also in place of a text
    if code is None:
        st.error(words().home.code_malformed)
    else:
        # The route tells whether there is such a room, and counts who only guesses.
        browser.go(f"/join/{code}")


def show_room(me: Attendee) -> None:
    """Say which room this is, and who sees what in it."""
    frame.mark_synthetic(me.cohort.synthetic)
    st.markdown(words().home.joined)
    with st.container(key="cohort-title"):
        st.text(me.cohort.title)
    st.markdown(words().home.facilitator_sees.format(min_group=me.cohort.min_group))
    st.markdown(words().home.stays_private)


def show_next(upcoming: Exercise | None, begun: bool) -> None:
    """Offer one button for the next exercise, or say that all are done."""
    if upcoming is None:
        st.success(words().home.all_done, icon=":material/check_circle:")
        return
    wording = words().home.go_on if begun else words().home.start
    if st.button(
        wording.format(title=upcoming.content(spoken()).title),
        type="primary",
        width="stretch",
        icon=":material/arrow_forward:",
    ):
        st.switch_page(f"attendee/{upcoming.slug}.py")


def show_agenda(me: Attendee) -> None:
    """List the exercises, with one button for the next that is not done."""
    done = {e.slug: answers.stored(me, e, e.answer) is not None for e in AGENDA}
    show_next(next((e for e in AGENDA if not done[e.slug]), None), any(done.values()))
    st.header(words().home.agenda, anchor=False)
    for e in AGENDA:
        st.page_link(
            f"attendee/{e.slug}.py",
            label=f"{e.content(spoken()).step}: {e.content(spoken()).title}",
            icon=":material/check_circle:" if done[e.slug] else ":material/radio_button_unchecked:",
        )


def show_other_rooms() -> None:
    """Lead back to rooms that this browser joined before."""
    if rooms := who.other_rooms():
        st.header(words().home.other_rooms, anchor=False)
    for cohort in rooms:
        label = words().home.other_room.format(code=keys.spoken_code(cohort.code))
        if st.button(label, key=f"room-{cohort.code}"):
            browser.go(f"/join/{cohort.code}")


st.title(words().house.name, anchor=False)
tell_problem()
if me := who.attendee():
    browser.follow(me.cohort.code, "room", spread_seconds=frame.SPREAD_SECONDS)
    frame.follow_the_room(me)
    show_room(me)
    show_agenda(me)
    st.page_link("attendee/plan.py", label=words().plan.open, icon=":material/assignment:")
    private_link.offer(me)
else:
    if who.was_attendee():
        st.info(words().house.room_gone)
    ask_for_code()
show_other_rooms()
st.caption(words().house.source)
