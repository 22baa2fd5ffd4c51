"""What every exercise page has around its inputs: heading, badges, the way back."""

from collections.abc import Callable, Iterable
from functools import partial, wraps
from typing import Any, cast

import streamlit as st

from exercises import AGENDA, Exercise, exercise
from pages.http.patches.offered import LATE
from pages.http.running import running
from pages.shared import browser, retention
from pages.shared.identity import by_link, who
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken, words
from pages.shared.saving import answers, fields, known, quick, tab
from pages.shared.step import agenda, between, course, head


def attendee_or_stop() -> Attendee:
    """Return this browser's attendee and show where the room is, or offer to join and stop."""
    me = who.attendee()
    if me is None:
        st.info(words().house.room_gone if who.was_attendee() else words().house.no_room)
        retention.tell()
        st.page_link("attendee/home.py", label=words().home.join, icon=":material/login:")
        st.stop()
    tab.begin()
    quick.begin()
    by_link.mark(me)
    follow_the_room(me)
    return me


def follow() -> None:
    """Make an attendee's page follow their room's live signal."""
    me = who.attendee()
    if me is None:
        return
    state, page = running().store.rooms.state(me.cohort.code), st.session_state.get(_PAGE, "")
    along = bool(st.session_state.get(me.own("along"), True))
    followed = st.session_state.setdefault(_BROUGHT_BY, state.here_seq)
    led = browser.Led(
        page=page,
        here_seq=followed if along else state.here_seq,
        shown=state.of(page).seen_by_attendees(answered=True),
        along=along,
        titles={e.slug: e.content(spoken()).title for e in AGENDA},
    )
    if browser.follow(me.cohort.code, "room", me.key, led):
        st.session_state[MAY_GO] = state.here_seq


MAY_GO = "cue up to which the browser lets the page go along: nobody types there"
_PAGE = "page that is open"
_BROUGHT_BY = "cue that this page followed last"
_GOING = "page that this run ends in"
_SAVED = "what was in the inputs when they were saved last"
_WHILE_OPEN = "what a page remembers until one leaves it"
_WHO_SEES = "who sees what one gives on this page"
_ONLY_SAVES = "page that only saves what was tapped on it, and the one that is open"


def note_page(url_path: str) -> None:
    """Note which page is open, by its path."""
    opened = st.session_state.get(_PAGE, "")
    is_late = st.session_state.pop(LATE, False) and opened != url_path
    if is_late and (opened in ("", "plan") or exercise(opened)):
        st.session_state[_ONLY_SAVES] = (url_path, opened)
    elif st.session_state.get(_ONLY_SAVES, ("",))[0] != url_path:
        st.session_state.pop(_ONLY_SAVES, None)
    if st.session_state.get(_PAGE) != url_path:
        for of_another_page in (_SAVED, _WHILE_OPEN):
            st.session_state.pop(of_another_page, None)
        answers.turn()
    st.session_state[_PAGE] = url_path


def while_open() -> dict[str, Any]:
    """Return what a page remembers while it's open, for its parts to fill."""
    return cast(dict[str, Any], st.session_state.setdefault(_WHILE_OPEN, {}))


def follow_the_room(me: Attendee, *, gives: bool = True) -> None:
    """Show where the room is; when it moves, plan to follow unless the attendee opted out.

    Only a move while a page is open takes people along, because opening a page is their own choice.
    `gives` says whether the page has anything to save first.
    """
    state, told = running().store.rooms.state(me.cohort.code), words().run
    followed = st.session_state.setdefault(_BROUGHT_BY, state.here_seq)
    st.session_state.pop(_GOING, None)
    if only_saves := st.session_state.get(_ONLY_SAVES):
        st.session_state[_GOING] = only_saves[1] or "home"
        return
    saved: dict[str, object] = st.session_state.get(_SAVED, {})
    untouched = not gives or (bool(saved) and saved == _given(saved))
    there = exercise(state.here)
    if there is None or state.over:
        st.session_state[_BROUGHT_BY] = state.here_seq
        between.tell(state, st.session_state.get(_PAGE, ""))
        return
    with st.container(key="room-is-at"):
        along = st.toggle(told.take_me, value=True, help=told.take_me_help, key=me.own("along"))
        if along and state.here_seq > followed and st.session_state.get(_PAGE) != there.slug:
            if st.session_state.get(MAY_GO, 0) > followed:  # if not, live.js asks later
                st.session_state[_GOING] = there.slug
                if untouched:
                    go_along()  # at once, so that a thousand phones don't draw untouched pages
            return
        st.session_state[_BROUGHT_BY] = state.here_seq
        if st.session_state.get(_PAGE) == there.slug:
            return
        title = there.content(spoken()).title
        st.info(told.room_is_at.format(title=title), icon=":material/location_on:")
        st.page_link(
            f"attendee/{there.slug}.py",
            label=told.go_there.format(title=title),
            icon=":material/arrow_forward:",
        )


def go_along() -> None:
    """Go where the room is, if that's planned, once the page has saved the latest taps.

    A redraw may overtake a tap, or bring along what was tapped offline.
    """
    # Only the next page marks the cue as followed, because another rerun may undo the switch.
    if slug := st.session_state.pop(_GOING, ""):
        st.switch_page(f"attendee/{slug}.py")


def inputs(page_part: Callable[[Attendee], None]) -> Callable[[Attendee], None]:
    """Make a page's inputs a fragment that reruns on its own, and follow the room once it's saved.

    One per page, because if two fragments change at the same moment, Streamlit may drop one. A
    fragment's rerun skips the rest of the page, including its check of whose session this is, and
    repeats the old arguments, which may be someone else's.
    """

    def noted(me: Attendee) -> None:
        if who.guard_session():
            quick.redraw_page()
        fields.taken()  # texts from a fast save that didn't happen aren't stored
        page_part(me)
        if answers.unsaved():  # the page stays, shows the error, and tries once more
            st.session_state.pop(_SAVED, None)
            if not st.session_state.get(_ONLY_SAVES):
                st.session_state.pop(_GOING, None)
        else:
            answers.show_newest(me)
            st.session_state[_SAVED] = _given(tab.drawn())

    # Streamlit identifies a fragment by its function and its place, and the place is the same on
    # all pages. With the same function name, too, a tap on the page being left would count on the
    # next one.
    @wraps(page_part)
    def drawn(me: Attendee) -> None:
        quick.inputs(partial(noted, me))

    fragment = st.fragment(drawn)

    def saved_first(me: Attendee) -> None:
        fragment(me)
        go_along()
        told = st.session_state.pop(_WHO_SEES, "")
        st.caption(" ".join(filter(None, (told, words().saving.as_you_go))))

    return saved_first


def _given(inputs: Iterable[str]) -> dict[str, object]:
    """Return the values of the inputs with these keys."""
    return {key: st.session_state.get(key) for key in inputs}


def heading(me: Attendee, exercise: Exercise) -> None:
    """Show what the exercise is, why it's worth the time, and how long it takes."""
    known.open_page(me, exercise)
    mark_synthetic(me.cohort.synthetic)
    head.show(me, exercise)
    if me.cohort.alone:
        # Decided once while the page is open, so that it doesn't collapse under a tap.
        fresh = answers.stored(me, exercise, exercise.answer) is None
        course.teach(exercise.content(spoken()), unfolded=while_open().setdefault("teaches", fresh))


def parts(me: Attendee, *parts: Callable[[Attendee], None]) -> None:
    """Show a page's parts, each in a container in which its *Saved* stays in view."""
    with quick.place("unseen-coming-back", of=True) as is_new:
        if is_new:
            browser.look_on_coming_back()
    for part in parts:
        with st.container():
            part(me)


def tell_who_sees(me: Attendee, *, counted: str, private: str = "") -> None:
    """Note what's private and what's counted in an answer, to be shown below the inputs.

    Above them, it would push the first input off a phone's first screen.
    """
    if me.linked:
        read_along = f":material/link: {words().linked.stays_private}"
        told = read_along if me.cohort.alone else f"{read_along} {counted}"
    elif me.cohort.alone:
        told = f":material/lock: {words().alone.who_sees}"
    else:
        told = f":material/lock: {private} {counted}" if private else counted
    st.session_state[_WHO_SEES] = told


def way_on(shown: Exercise) -> None:
    """Link to the next exercise, or to the plan after the last, and less prominently elsewhere.

    Once the session is over, the plan is what counts.
    """
    me, later = who.attendee(), AGENDA[AGENDA.index(shown) + 1 :]
    is_over = me is not None and running().store.rooms.state(me.cohort.code).over
    following = [e for e in agenda.steps(me.cohort) if e in later][:1] if me and not is_over else []
    with st.container(key="way-on"):
        for e in following:
            label = words().house.next.format(title=e.content(spoken()).title)
            st.page_link(f"attendee/{e.slug}.py", label=label, icon=":material/arrow_forward:")
        if not following:
            st.page_link("attendee/plan.py", label=words().plan.open, icon=":material/assignment:")
    with st.container(horizontal=True):
        st.page_link("attendee/home.py", label=words().house.back, icon=":material/arrow_back:")
        if following:
            st.page_link("attendee/plan.py", label=words().plan.open, icon=":material/assignment:")


def mark_synthetic(synthetic: bool) -> None:
    """Say so if the answers are invented."""
    if synthetic:
        st.warning(words().house.synthetic, icon=":material/science:")
