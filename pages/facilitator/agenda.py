"""A room's agenda: which steps it has, how many minutes each takes, and when it will end."""

import streamlit as st

from data.cohorts import Cohort
from data.cues import OF_THE_ROOM
from exercises import AGENDA, timetable
from exercises.timetable import Stop, Timetable
from pages.facilitator.parts import keeping_time, steering
from pages.http.running import running
from pages.shared import browser
from pages.shared.identity import who
from pages.shared.language import spoken, words


def show(cohort: Cohort) -> None:
    """Offer presets, which apply at once, and a choice of steps, which applies once it's saved."""
    told = words().agenda
    room = running().store.rooms.state(cohort.code)
    now = timetable.timetable(room.agenda)
    # When another facilitator changes the agenda, new widget keys make it show the stored one.
    seen = timetable.written(now)
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
    chosen = tuple(filter(None, (_ask(seen, now, place) for place in range(len(AGENDA)))))
    st.markdown(told.length.format(n=timetable.length(chosen), welcome=timetable.WELCOME))
    _save(cohort, chosen, changed=chosen != now)
    if ends := keeping_time.told(room):
        st.caption(ends)


def _ask(seen: str, now: Timetable, place: int) -> Stop | None:
    """Ask whether a session includes a step, and for how long; None if it doesn't."""
    exercise, told = AGENDA[place], words().agenda
    title, slug = exercise.content(spoken()).title, exercise.slug
    takes, minutes = _key("takes", slug, seen), _key("minutes", slug, seen)
    st.session_state.setdefault(takes, exercise in timetable.steps(now))
    st.session_state.setdefault(minutes, timetable.minutes_of(now, exercise))
    with st.container(horizontal=True, vertical_alignment="center", key=f"agenda-{slug}"):
        is_taken = st.checkbox(title, key=takes)
        asked = st.number_input(
            told.minutes.format(title=title),
            min_value=1,
            max_value=timetable.LONGEST,
            key=minutes,
            disabled=not is_taken,
            label_visibility="collapsed",
            width=130,
        )
    return Stop(exercise, int(asked)) if is_taken else None


def _save(cohort: Cohort, chosen: Timetable, *, changed: bool) -> None:
    told = words().agenda
    if not chosen:
        st.warning(told.empty, icon=":material/playlist_remove:")
    elif changed:
        st.button(
            told.save,
            type="primary",
            key="save-agenda",
            on_click=steering.cue,
            args=(cohort.code, OF_THE_ROOM, "agenda", timetable.written(chosen)),
        )
    else:
        st.markdown(f":material/check: {told.saved}")


def _key(what: str, slug: str, seen: str) -> str:
    return f"{what}-{slug}-{seen}"


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
