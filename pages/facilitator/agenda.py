"""A room's agenda: which steps it has, how many minutes each takes, and when it will end."""

from typing import NamedTuple

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

_FIELDS = "what the agenda's fields lead to, and how often they began anew"


class Fields(NamedTuple):
    """A page's fields: they begin anew, with other keys, when someone else changes the agenda.

    After one's own changes they stay the same, and so does the focus.
    """

    stored: str
    version: int = 0

    def keys(self, exercise: Exercise) -> tuple[str, str]:
        """Return the keys of a step's two fields: whether it's included, and its minutes."""
        return (f"takes-{exercise.slug}-{self.version}", f"minutes-{exercise.slug}-{self.version}")


def show(cohort: Cohort) -> None:
    """Offer presets and a choice of steps; every change is stored at once."""
    told = words().agenda
    room = running().store.rooms.state(cohort.code)
    now = timetable.timetable(room.agenda)
    fields = _fields(cohort, now)
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
        _ask(cohort, exercise, now, fields)
    st.markdown(told.length.format(n=timetable.length(now), welcome=timetable.WELCOME))
    with st.container(key="whereabouts-agenda"):  # in view wherever one is on the page
        st.caption(f":material/check: {told.saved}")
    if ends := keeping_time.told(room):
        st.caption(ends)


def _fields(cohort: Cohort, now: Timetable) -> Fields:
    """Return the page's fields, begun anew if they don't lead to what's stored."""
    key, stored = f"{_FIELDS} {cohort.code}", timetable.written(now)
    before: Fields = st.session_state.get(key) or Fields(stored)
    if before.stored != stored:
        before = Fields(stored, before.version + 1)
    st.session_state[key] = before
    return before


def _ask(cohort: Cohort, exercise: Exercise, now: Timetable, fields: Fields) -> None:
    """Ask whether a session includes a step, and for how long."""
    told, title = words().agenda, exercise.content(spoken()).title
    takes, minutes = fields.keys(exercise)
    # As defaults, not in the session's state: a run that's cut off may never tell the browser that.
    with st.container(horizontal=True, vertical_alignment="center", key=f"agenda-{exercise.slug}"):
        is_taken = st.checkbox(
            title,
            value=exercise in timetable.steps(now),
            key=takes,
            on_change=_store,
            args=(cohort, exercise, fields),
        )
        st.number_input(
            told.minutes.format(title=title),
            min_value=1,
            max_value=timetable.LONGEST,
            value=timetable.minutes_of(now, exercise),
            key=minutes,
            on_change=_store,
            args=(cohort, exercise, fields),
            disabled=not is_taken,
            label_visibility="collapsed",
            width=130,
        )


def _store(cohort: Cohort, changed: Exercise, drawn: Fields) -> None:
    """Store what was changed in one step, beside whatever others have changed meanwhile."""
    key = f"{_FIELDS} {cohort.code}"
    fields: Fields = st.session_state.get(key, drawn)
    before = timetable.timetable(running().store.rooms.state(cohort.code).agenda)
    takes, minutes = (st.session_state.get(of) for of in drawn.keys(changed))
    asked = minutes if isinstance(minutes, int) else timetable.minutes_of(before, changed)
    after = timetable.changed(before, changed, asked if takes else None)
    if not after:
        st.session_state[key] = fields._replace(stored="")  # they begin anew, with this step
        st.toast(words().agenda.empty, icon=":material/playlist_remove:")
        return
    steering.cue(cohort.code, OF_THE_ROOM, "agenda", timetable.written(after))
    if fields.stored == timetable.written(before):
        st.session_state[key] = fields._replace(stored=timetable.written(after))


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
