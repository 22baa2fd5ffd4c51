"""The home page: join a room, or continue with the agenda."""

from urllib.parse import quote

import streamlit as st

from data import keys
from exercises import AGENDA, Exercise, exercise
from pages.attendee.parts import languages, private_link, rooms
from pages.http import links
from pages.http.running import running
from pages.shared import browser, retention
from pages.shared.identity import by_link, plain_http, who
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken, words
from pages.shared.saving import answers
from pages.shared.step import agenda, course, frame, head


def tell_problem() -> None:
    """Say why a link didn't work."""
    problem = st.query_params.get("problem", "")
    if told := words().problems.model_dump().get(problem):
        st.warning(told, icon=":material/link_off:")


def offer_own_tab() -> None:
    """Offer a new tab if a frame blocks cookies, because nothing could be saved there."""
    if code := keys.normal_code(st.query_params.get("joined", "")):
        st.warning(words().framed.no_cookie, icon=":material/cookie_off:")
        st.link_button(
            words().framed.own_tab,
            f"/join/{code}",
            type="primary",
            width="stretch",
            icon=":material/open_in_new:",
        )


def ask_for_code() -> None:
    """Let someone join by typing the room code."""
    with st.form("join", border=False):
        typed = st.text_input(words().home.code, placeholder=words().home.code_example)
        asked = st.form_submit_button(words().home.join, type="primary", width="stretch")
    if not asked:
        return
    kind, rest = links.pasted(str(typed))  # a client may send anything, not only text
    if kind == "join" and keys.normal_code(rest) is None:
        look_alike = keys.has_look_alikes(rest)
        st.error(words().problems.look_alike if look_alike else words().home.code_malformed)
    else:
        # The route says whether that room exists, and throttles guessing.
        browser.go(f"/{kind}/{keys.normal_code(rest) if kind == 'join' else quote(rest, safe='')}")


def offer_to_start_alone() -> None:
    """Let someone without a code start anyway."""
    st.markdown(words().alone.offer)
    if st.button(words().alone.start, width="stretch", icon=":material/self_improvement:"):
        browser.go("/start")


def show_room(me: Attendee) -> None:
    """Show which room this is, and who can see what in it."""
    frame.mark_synthetic(me.cohort.synthetic)
    if not me.cohort.alone:
        st.markdown(words().home.joined)
    with st.container(key="cohort-title"):
        st.text(words().alone.title if me.cohort.alone else me.cohort.title)
    counted = words().home.facilitator_sees.format(min_group=me.cohort.min_group)
    st.markdown(words().alone.counted if me.cohort.alone else counted)
    st.markdown(words().linked.stays_private if me.linked else words().home.stays_private)
    if not me.cohort.alone:
        with st.expander(words().home.limits_title):
            st.markdown(words().home.limits)


def show_next(
    steps: tuple[Exercise, ...],
    done: tuple[Exercise, ...],
    here: Exercise | None,
    *,
    begun: bool,
) -> None:
    """Show one button, to where the room is or to the next undone exercise; or say all is done."""
    undone = [e for e in steps if e not in done]
    if here and here not in done:
        undone.insert(0, here)
    if not undone:
        st.success(words().home.all_done, icon=":material/check_circle:")
        if st.button(
            words().plan.open,
            type="primary",
            width="stretch",
            icon=":material/assignment:",
            key="all-done",
        ):
            st.switch_page("attendee/plan.py")
        return
    upcoming = undone[0]
    wording = words().home.go_on if begun else words().home.start
    if upcoming is here:
        wording = words().home.go_to
    if st.button(
        wording.format(title=upcoming.content(spoken()).title),
        type="primary",
        width="stretch",
        icon=":material/arrow_forward:",
    ):
        st.switch_page(f"attendee/{upcoming.slug}.py")


def show_agenda(me: Attendee) -> None:
    """List the exercises with their minutes, what's done, and where the room is."""
    done = answers.done(me)
    room = running().store.rooms.state(me.cohort.code)
    here = None if room.over else exercise(room.here)
    begun = answers.begun(me)
    steps = agenda.steps(me.cohort)
    if not room.over:  # then the plan is what counts, and the top of the page leads there
        show_next(steps, done, here, begun=any(n for n, _ in begun.values()))
    st.header(words().alone.agenda if me.cohort.alone else words().home.agenda, anchor=False)
    st.caption(head.progress(me))
    if me.cohort.alone:
        st.markdown(words().alone.schedule)
    for e in steps:
        if me.cohort.alone:
            course.begin_sitting(e)
        is_missed = here is not None and AGENDA.index(e) < AGENDA.index(here)
        show_line(me, e, here, begun[e.slug], missed=is_missed)
    if others := agenda.others(me.cohort):
        st.header(words().home.others, anchor=False)
        for e in others:
            show_line(me, e, here, begun[e.slug])


def show_line(
    me: Attendee,
    e: Exercise,
    here: Exercise | None,
    begun: tuple[int, int],
    *,
    missed: bool = False,
) -> None:
    """Show a line of the agenda that links to its exercise: done, begun, or missed."""
    told, (n, of) = words().home, begun
    icon = "check_circle" if n == of else "timelapse" if n else "radio_button_unchecked"
    line = told.room_is_here if e is here else told.begun if 0 < n < of else told.line
    if missed and not n:
        line = told.missed
    step, minutes = agenda.name(me.cohort, e), agenda.minutes(me.cohort, e)
    label = line.format(step=step, title=e.content(spoken()).title, minutes=minutes, n=n, of=of)
    st.page_link(f"attendee/{e.slug}.py", label=label, icon=f":material/{icon}:")


st.title(words().house.name, anchor=False)
tell_problem()
if me := who.attendee():
    by_link.mark(me)
    frame.follow_the_room(me, gives=False)
    show_room(me)
    rooms.offer_to_take_along(me)
    show_agenda(me)
    st.page_link("attendee/plan.py", label=words().plan.open, icon=":material/assignment:")
    private_link.offer(me)
else:
    if who.was_attendee():
        st.info(words().house.room_gone)
    offer_own_tab()
    st.markdown(words().home.welcome)
    ask_for_code()
    offer_to_start_alone()
if me and me.cohort.alone:
    with st.expander(words().alone.join_later):
        ask_for_code()
plain_http.tell("://".join(browser.scheme_and_host()), words().home.plain_http)
retention.tell(alone=me is not None and me.cohort.alone)
rooms.show_others()
languages.choose()
st.caption(words().house.source)
