"""Leading the room: where it is, the next button, and all other controls."""

from collections.abc import Collection

import streamlit as st

from data.cohorts import Cohort
from data.cues import OF_THE_ROOM, VISIBILITIES, Cue, RoomState
from exercises import Exercise, exercise
from pages.facilitator.parts import (
    answered,
    ending,
    onstage,
    press,
    remote,
    so_far,
    steering,
    timing,
    walk,
)
from pages.facilitator.parts.walk import Press
from pages.http.running import running
from pages.shared.language import spoken, words

LONGEST_BREAK = 60  # minutes
_MORE = ":material/more_horiz:"


def lead(cohort: Cohort, chosen: Exercise) -> None:
    """Show where the room is and what comes next, with the rest in popovers."""
    room = running().store.rooms.state(cohort.code)
    following, going_back = press.following(cohort, room), walk.back(room)
    too_few, on_screens = press.too_few(cohort, room), exercise(room.here) or chosen
    st.markdown(_now(room, too_few=too_few))
    if following:
        press.next_button(cohort, following, ready=_is_time(cohort, room) and not too_few)
    if room.over:
        ending.show(cohort, room)
    offered = {following, _rather(cohort, room, following, too_few=too_few)}
    if not room.over:
        answered.show(cohort, on_screens, _hint(cohort, room))
    timing.show(cohort, room, on_screens)
    _beside_next(cohort, room, on_screens, offered)
    if on_screens != chosen:
        _look_elsewhere(cohort, room, (on_screens, chosen), offered)
    elif not room.here:
        _bring(cohort, room, chosen, offered)
    remote.listen(following, going_back)


def _beside_next(
    cohort: Cohort, room: RoomState, on_screens: Exercise, offered: Collection[Press | None]
) -> None:
    """Offer all else that one can do, folded, in one line; and to take the last press back."""
    with st.container(horizontal=True, vertical_alignment="center", key="beside-next"):
        if not room.closed:
            _timer(cohort, on_screens)
            _stage(cohort, room)
            with st.popover(words().lead.more, icon=_MORE, key="more-popover"):
                _more(cohort, room, on_screens, offered)
                _break(cohort, room)
                visibility(cohort, on_screens)
        press.undo_button(cohort)


def _look_elsewhere(
    cohort: Cohort,
    room: RoomState,
    both: tuple[Exercise, Exercise],
    offered: Collection[Press | None],
) -> None:
    """Say that the selected step isn't the one on screens, beside the buttons that act on it."""
    here, chosen = (of.content(spoken()).title for of in both)
    with st.container(border=True, key="elsewhere"):
        st.markdown(words().lead.elsewhere.format(title=chosen, here=here))
        _bring(cohort, room, both[1], offered)
        if not room.closed:
            named = words().lead.more_of.format(title=chosen)
            with st.popover(named, icon=_MORE, key="more-elsewhere-popover"):
                _more(cohort, room, both[1], offered)
                visibility(cohort, both[1])


def _bring(
    cohort: Cohort, room: RoomState, chosen: Exercise, offered: Collection[Press | None]
) -> None:
    going = Press("here", chosen.slug)
    if going not in offered and not room.closed:
        title = words().lead.here.format(title=chosen.content(spoken()).title)
        press.button(cohort, going, title, "location_on")


def _rather(
    cohort: Cohort, room: RoomState, following: Press | None, *, too_few: bool
) -> Press | None:
    """Offer and return the alternative to the next button, if there is one.

    It's for a vote that closed with too few answers, and for leaving out a second vote.
    """
    if following and following.cue == "second_vote":
        skipping = Press("answers", room.here)
        press.button(cohort, skipping, words().lead.next.skip, "skip_next")
        return skipping
    if not too_few:
        return None
    again = Press("open", room.here)
    press.button(cohort, again, words().lead.open, "lock_open")
    return again


def _now(room: RoomState, *, too_few: bool = False) -> str:
    told, state = words().lead.now, room.of(room.here)
    if room.closed:
        return told.closed
    found = exercise(room.here)
    if found is None:
        return {"break": told.rest, "closing": told.closing}.get(room.slide, told.before)
    if too_few:
        line = told.few
    elif state.shown:
        line = told.answers if state.answers_shown else told.shown
    elif state.locked:
        line = told.locked
    else:
        line = told.voting_again if state.second else told.voting
    return line.format(title=found.content(spoken()).title)


def _is_time(cohort: Cohort, room: RoomState) -> bool:
    """Say whether it's time to press the next button."""
    here = exercise(room.here)
    return here is None or room.of(here.slug).shown or _most(cohort, here)


def _most(cohort: Cohort, here: Exercise) -> bool:
    """Say whether most people have answered, and enough to show results."""
    now = so_far.of(cohort, here)
    is_most = now.closed or walk.is_time(now.answered or 0, now.whole)
    return is_most and now.counted >= cohort.min_group


def _hint(cohort: Cohort, room: RoomState) -> str:
    """Return a hint that too few people have answered, or that most have."""
    here = exercise(room.here)
    if here is None or (room.of(here.slug).shown and not press.too_few(cohort, room)):
        return ""
    now, told, least = so_far.of(cohort, here), words().lead, cohort.min_group
    if now.counted < cohort.min_group and room.of(here.slug).second:
        said = words().stage
        return said.closed_few_again if now.closed else said.few_again.format(min_group=least)
    if now.counted < cohort.min_group:
        return (told.closed_few if now.closed else told.too_few).format(min_group=least)
    return told.most if _most(cohort, here) and not now.closed else ""


def _timer(cohort: Cohort, of: Exercise) -> None:
    with st.popover(words().lead.timer, icon=":material/timer:", key="timer-popover"):
        timing.steer(cohort, of)


def _stage(cohort: Cohort, room: RoomState) -> None:
    """Let the facilitator choose the chart and the colours of the stage."""
    told = words().lead
    with st.popover(told.stage, icon=":material/present_to_all:", key="stage-popover"):
        onstage.choose(cohort, room)
        looks = {"light": told.light, "dark": told.dark}
        picked = st.segmented_control(
            told.look,
            list(looks),
            default=room.look,
            required=True,
            format_func=looks.__getitem__,
            key=f"look-{room.look}",
        )
        if picked in looks and picked != room.look:
            steering.cue(cohort.code, OF_THE_ROOM, "look", picked)
            st.rerun()


def _more(cohort: Cohort, room: RoomState, of: Exercise, offered: Collection[Press | None]) -> None:
    """Offer a step's less common controls that aren't shown above."""
    told, state = words().lead, room.of(of.slug)

    def offer(cue: Cue, label: str, icon: str) -> None:
        if Press(cue, of.slug) not in offered:
            press.button(cohort, Press(cue, of.slug), label, icon)

    if state.shown:
        offer("hide", told.hide, "visibility_off")
    elif of.slug != room.here or state.locked:
        offer("reveal", told.next.show, "visibility")
    if state.locked:
        offer("open", told.open, "lock_open")
    else:
        offer("lock", told.lock, "lock")
    if not state.second:
        offer("second_vote", told.next.second_vote, "how_to_vote")
    if of.answers_told and not state.answers_shown:
        offer("answers", told.next.answers, "check")


def _break(cohort: Cohort, room: RoomState) -> None:
    told = words().lead
    if room.slide == "break":
        return
    minutes = st.number_input(
        told.rest_minutes, min_value=1, max_value=LONGEST_BREAK, value=5, key="break-minutes"
    )
    seconds = str(int(minutes) * 60)
    press.button(cohort, Press("rest", OF_THE_ROOM, seconds), told.rest, "coffee")


def visibility(cohort: Cohort, chosen: Exercise) -> None:
    """Choose when attendees see the results of a step."""
    told = words().run
    now = running().store.rooms.state(cohort.code).of(chosen.slug).visibility
    picked = st.selectbox(
        told.visible,
        VISIBILITIES,
        index=VISIBILITIES.index(now),
        format_func=lambda visibility: str(getattr(told, visibility)),
        key=f"visible-{cohort.code}-{chosen.slug}-{now}",
    )
    if picked in VISIBILITIES and picked != now:
        running().store.rooms.cue(cohort.code, chosen.slug, "visible", picked)
        st.rerun()
