"""A room's agenda: which steps it has, how many minutes each takes, and when it will end."""

import streamlit as st

from data.cohorts import Cohort
from data.cues import OF_THE_ROOM
from exercises import AGENDA, Exercise, timetable
from exercises.timetable import Timetable
from pages.facilitator.parts import keeping_time, steering
from pages.http.running import running
from pages.shared import browser
from pages.shared.identity import who
from pages.shared.language import spoken, words

_STORED = "agenda that this page has shown or stored, and how often others changed it"


def show(cohort: Cohort) -> None:
    """Offer presets and a choice of steps; every change is stored at once."""
    told = words().agenda
    room = running().store.rooms.state(cohort.code)
    now = timetable.timetable(room.agenda)
    version = _version(cohort, timetable.written(now))
    st.markdown(told.intro)
    with st.container(horizontal=True, key="presets"):
        for minutes in timetable.PRESETS:
            stops = timetable.written(timetable.preset(minutes))
            st.button(
                told.preset.format(n=minutes),
                key=f"preset-{minutes}",
                on_click=steering.cue,
                args=(cohort.code, OF_THE_ROOM, "agenda", stops),
            )
    for exercise in AGENDA:
        _ask(cohort, exercise, now, version)
    st.markdown(told.length.format(n=timetable.length(now), welcome=timetable.WELCOME))
    with st.container(key="whereabouts-agenda"):  # in view wherever one is on the page
        st.caption(f":material/check: {told.saved}")
    if ends := keeping_time.told(room):
        st.caption(ends)


def _version(cohort: Cohort, stored: str) -> int:
    """Return a number for the widgets' keys, another one once someone else changed the agenda.

    New keys make the widgets show what's stored; the same keys keep the focus where it is.
    """
    of = f"{_STORED}: {cohort.code}"
    seen, version = st.session_state.get(of, (stored, 0))
    if seen != stored:
        version += 1
    st.session_state[of] = (stored, version)
    return int(version)


def _ask(cohort: Cohort, exercise: Exercise, now: Timetable, version: int) -> None:
    """Ask whether a session includes a step, and for how long."""
    told, title = words().agenda, exercise.content(spoken()).title
    takes, minutes = _keys(exercise, version)
    st.session_state.setdefault(takes, exercise in timetable.steps(now))
    st.session_state.setdefault(minutes, timetable.minutes_of(now, exercise))
    with st.container(horizontal=True, vertical_alignment="center", key=f"agenda-{exercise.slug}"):
        is_taken = st.checkbox(title, key=takes, on_change=_store, args=(cohort, exercise, version))
        st.number_input(
            told.minutes.format(title=title),
            min_value=1,
            max_value=timetable.LONGEST,
            key=minutes,
            on_change=_store,
            args=(cohort, exercise, version),
            disabled=not is_taken,
            label_visibility="collapsed",
            width=130,
        )


def _store(cohort: Cohort, changed: Exercise, version: int) -> None:
    """Store what was changed in one step, beside whatever others have changed meanwhile."""
    of = f"{_STORED}: {cohort.code}"
    before = timetable.timetable(running().store.rooms.state(cohort.code).agenda)
    takes, minutes = _keys(changed, version)
    asked = st.session_state.get(minutes)
    if not isinstance(asked, int):
        asked = timetable.minutes_of(before, changed)
    after = timetable.changed(before, changed, asked if st.session_state.get(takes) else None)
    if not after:
        st.session_state[takes] = True
        st.toast(words().agenda.empty, icon=":material/playlist_remove:")
        return
    steering.cue(cohort.code, OF_THE_ROOM, "agenda", timetable.written(after))
    if st.session_state.get(of, ("",))[0] == timetable.written(before):
        st.session_state[of] = (timetable.written(after), version)


def _keys(exercise: Exercise, version: int) -> tuple[str, str]:
    return (f"takes-{exercise.slug}-{version}", f"minutes-{exercise.slug}-{version}")


st.title(words().agenda.title, anchor=False)
me = who.facilitator(st.query_params.get("code", ""))
if me is None:
    st.info(words().cohort.not_facilitator, icon=":material/key:")
else:
    browser.follow(me.cohort.code, "answers", me.key)
    with st.container(key="cohort-title"):
        st.text(me.cohort.title)
    show(me.cohort)
    st.page_link(
        "facilitator/cohort.py",
        label=words().agenda.back,
        icon=":material/arrow_back:",
        query_params={"code": me.cohort.code},
    )
