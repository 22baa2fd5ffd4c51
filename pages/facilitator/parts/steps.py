"""The agenda beside the controls: where the room is, what each step takes, and when it will end."""

from datetime import timedelta

import streamlit as st

from data.cohorts import Cohort
from data.cues import RoomState
from data.store import utc_now
from exercises import AGENDA, Exercise, exercise, timetable
from pages.facilitator.parts import press
from pages.http.running import running
from pages.shared import clock
from pages.shared.language import spoken, words


def choose(cohort: Cohort) -> Exercise:
    """Show the agenda and return the step that is picked: where the room is, at first."""
    room = running().store.rooms.state(cohort.code)
    stops = press.stops_of(room)
    minutes = {stop.exercise.slug: stop.minutes for stop in stops}
    slugs = [e.slug for e in AGENDA if e.slug in minutes or e.slug == room.here]
    at = room.here or _last_begun(room, slugs)

    def named(slug: str) -> str:
        found = exercise(slug)
        title = found.content(spoken()).title if found else slug
        done = ":material/check: " if room.of(slug).shown and slug != room.here else ""
        return f"{done}{title}" if slug not in minutes else f"{done}{title} · {minutes[slug]}"

    with st.container(key="agenda"):
        # Another cue that moves the room is another widget, which begins where the room is.
        picked = st.radio(
            words().lead.steps,
            slugs,
            index=slugs.index(at),
            format_func=named,
            key=f"step-{room.here_seq}",
        )
        st.caption(_clock(room))
    return exercise(picked if picked in slugs else at) or AGENDA[0]


def _last_begun(room: RoomState, slugs: list[str]) -> str:
    begun = [slug for slug in slugs if room.of(slug).begun]
    return begun[-1] if begun else slugs[0]


def _clock(room: RoomState) -> str:
    """Say when the session ends, and how it keeps to its time."""
    told, stops, now = words().lead, press.stops_of(room), utc_now()
    if room.started_at is None:
        return told.lasts.format(n=timetable.length(stops))
    here = room.here or _last_begun(room, [stop.exercise.slug for stop in stops])
    ends = told.ends.format(time=clock.time_of(timetable.end(stops, here, room.started_at, now)))
    late = timetable.delay(stops, here, room.started_at, now)
    return ends if late is None else f"{_keeping_time(late)} · {ends}"


def _keeping_time(late: timedelta) -> str:
    told, minutes = words().lead, round(late / timedelta(minutes=1))
    if not minutes:
        return told.on_time
    return (told.behind if minutes > 0 else told.ahead).format(n=abs(minutes))
