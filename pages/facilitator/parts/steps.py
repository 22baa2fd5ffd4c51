"""The agenda beside the controls: where the room is, each step's minutes, and when it will end."""

from zlib import crc32

import streamlit as st

from data.cohorts import Cohort
from exercises import AGENDA, Exercise, exercise
from pages.facilitator.parts import keeping_time, press
from pages.http.running import running
from pages.shared.language import spoken, words


def choose(cohort: Cohort) -> Exercise:
    """Show the agenda and return the selected step, by default where the room is."""
    room = running().store.rooms.state(cohort.code)
    stops = press.stops_of(room)
    minutes = {stop.exercise.slug: stop.minutes for stop in stops}
    slugs = [e.slug for e in AGENDA if e.slug in minutes or e.slug == room.last_here]
    at = room.last_here or slugs[0]

    def named(slug: str) -> str:
        found = exercise(slug)
        title = found.content(spoken()).title if found else slug
        done = ":material/check: " if room.of(slug).shown and slug != room.here else ""
        return f"{done}{title}" if slug not in minutes else f"{done}{title} · {minutes[slug]}"

    with st.container(key="agenda"):
        # A browser sends back a step's label, so another label is another widget, at the same step.
        # When a cue moves the room, the selection is where the room is.
        selected = f"selected-{room.here_seq}"
        if st.session_state.get(selected) in slugs:
            at = st.session_state[selected]
        picked = st.radio(
            words().lead.steps,
            slugs,
            index=slugs.index(at),
            format_func=named,
            key=f"step-{room.here_seq}-{crc32(' '.join(map(named, slugs)).encode())}",
        )
        st.session_state[selected] = picked
        if on_time := keeping_time.told(room):
            st.caption(on_time)
        st.page_link(
            "facilitator/agenda.py",
            label=words().lead.change_agenda,
            icon=":material/edit_calendar:",
            query_params={"code": cohort.code},
        )
    return exercise(picked if picked in slugs else at) or AGENDA[0]
