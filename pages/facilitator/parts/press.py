"""What pressing does: the next button, undo, and all other cues that a facilitator gives."""

from collections.abc import Callable

import streamlit as st

from data.cohorts import Cohort
from data.cues import OF_THE_ROOM, RoomState
from data.store import utc_now
from exercises import exercise, timetable
from exercises.timetable import Timetable
from pages.facilitator.parts import steering, walk
from pages.facilitator.parts.walk import Press
from pages.http.running import running
from pages.results import votes
from pages.shared.language import spoken, words


def stops_of(room: RoomState) -> Timetable:
    """Return a room's timetable."""
    return timetable.timetable(room.agenda)


def following(cohort: Cohort, room: RoomState) -> Press | None:
    """Return what the next button does, or None once the room is closed."""
    return walk.ahead(room, stops_of(room), enough=not too_few(cohort, room))


def too_few(cohort: Cohort, room: RoomState) -> bool:
    """Say whether voting is closed in the room's step with too few answers to show results."""
    here = exercise(room.here)
    if here is None or not room.of(here.slug).locked:
        return False
    rooms, state = running().store.rooms, room.of(here.slug)
    return votes.summary(rooms, cohort, here, state.vote).suppressed


def go_on(cohort: Cohort, press: Press) -> None:
    """Do what the next button said when it was drawn, if that's still what comes next."""
    room = running().store.rooms.state(cohort.code)
    if walk.may_press(room, press, following(cohort, room), utc_now()):
        steering.cue(cohort.code, press.of, press.cue)


def undo(code: str, seq: int) -> None:
    """Take a press back, if it's still the last one; else say that it's too late."""
    room = running().store.rooms.state(code)
    if room.last and room.last.seq == seq and can_undo(code, room):
        steering.cue(code, OF_THE_ROOM, "undo", str(seq))
    else:
        st.toast(words().lead.too_late, icon=":material/undo:")


def can_undo(code: str, room: RoomState) -> bool:
    """Say whether the last press can still be undone.

    A second vote can't be, once someone has voted again: the first vote would then reveal who
    hadn't.
    """
    last, rooms = room.last, running().store.rooms
    if last is None or not walk.undoable(room, utc_now()):
        return False
    return last.cue != "second_vote" or not rooms.answered_since(code, last.exercise, last.seq)


def next_button(cohort: Cohort, press: Press, *, ready: bool) -> None:
    """Show the button for what comes next, in the accent colour once it's time."""
    with st.container(key="next-button"):
        st.button(
            label(cohort, running().store.rooms.state(cohort.code), press),
            type="primary" if ready else "secondary",
            width="stretch",
            shortcut=None,
            # The key stops a press on an outdated screen from doing a later step.
            key=f"next-{press.cue}-{press.of}",
            on_click=go_on,
            args=(cohort, press),
        )


def undo_button(cohort: Cohort) -> None:
    """Offer to undo the last press, in a line that's as tall without the button."""
    room = running().store.rooms.state(cohort.code)
    if room.last is None or not can_undo(cohort.code, room):
        return
    told = words().lead
    with st.container(key=f"undo-{room.last.seq}", width="content"):
        st.button(
            told.undo.format(what=told.undone[room.last.cue]),
            icon=":material/undo:",
            key=f"undo-button-{room.last.seq}",
            on_click=undo,
            args=(cohort.code, room.last.seq),
        )


def button(cohort: Cohort, press: Press, label: str, icon: str) -> None:
    """Show a button for one cue."""
    st.button(
        label,
        icon=f":material/{icon}:",
        key=f"press-{press.cue}-{press.of}-{press.value}",
        width="stretch",
        on_click=steering.cue,
        args=(cohort.code, press.of, press.cue, press.value),
    )


def label(cohort: Cohort, room: RoomState, press: Press) -> str:
    """Return what the next button says."""
    told, state = words().lead.next, room.of(press.of)
    title = _title(press.of)
    plain: dict[str, Callable[[], str]] = {
        "reveal": lambda: _what_shows(cohort, room, press.of),
        "second_vote": lambda: told.second_vote,
        "answers": lambda: told.answers,
        "finish": lambda: told.finish,
    }
    if press.cue in plain:
        return plain[press.cue]()
    if room.started_at is None:
        return told.first.format(title=title)
    if room.slide == "break":
        return told.end_break.format(title=title)
    return (told.resume if state.begun else told.following).format(title=title)


def _what_shows(cohort: Cohort, room: RoomState, slug: str) -> str:
    """Say that both votes will show only where both will."""
    told, state, of = words().lead.next, room.of(slug), exercise(slug)
    if of and votes.both_show(running().store.rooms, cohort, of):
        return told.both
    return told.show if state.locked else told.reveal


def _title(slug: str) -> str:
    found = exercise(slug)
    return found.content(spoken()).title if found else ""
