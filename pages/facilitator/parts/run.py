"""Leading the room: the agenda as a row of steps, and what one can do at each.

Every button gives one cue, and what it is labelled follows from the cues so far: a second screen, a
phone as a remote and a restarted server show the same.
"""

from typing import NamedTuple

import streamlit as st

from data.cohorts import Cohort
from data.cues import OF_THE_ROOM, VISIBILITIES, Cue, State
from exercises import AGENDA, Exercise, exercise
from pages.facilitator.parts import remote, steering, timing
from pages.http.running import running
from pages.shared.browser import pressing
from pages.shared.language import spoken, words

STEP = "step that the facilitator steers"
_SEEN = "cue that brought everyone here last"
_IN_ADDRESS = "step"
SHOW_FROM = 0.8  # of those present: then one need not wait for the rest


def lead(cohort: Cohort) -> Exercise:
    """Show the steps, and the controls of the one that is chosen; return which that is."""
    told, rooms = words().run, running().store.rooms
    st.header(told.title, anchor=False)
    step = remote.obey(cohort, follow(cohort))
    st.session_state[_SEEN] = rooms.state(cohort.code).here_seq
    chosen = choose(cohort, step)
    state = rooms.state(cohort.code).of(chosen.slug)
    hint(cohort, chosen, state)
    controls(cohort, chosen, state)
    timing.steer(cohort, chosen)
    visibility(cohort, chosen, state)
    if notes := chosen.content(spoken()).notes:
        st.info(f"**{told.notes}:** {notes}", icon=":material/speaker_notes:")
    with st.container(key="run-keys"):
        st.caption(told.keys)
    remote.listen(chosen.slug, state)
    return chosen


def lead_by_keys(cohort: Cohort) -> Exercise:
    """Obey the same keys on a page without controls; return the step that they're for."""
    step = remote.obey(cohort, follow(cohort))
    room = running().store.rooms.state(cohort.code)
    st.session_state[_SEEN] = room.here_seq
    st.session_state[STEP] = (pressing.handled(), step)
    remote.listen(step, room.of(step))
    return exercise(step) or AGENDA[0]


def follow(cohort: Cohort) -> str:
    """Return the step that was chosen here, or the one that everyone was brought to since."""
    room = running().store.rooms.state(cohort.code)
    # In the address, so that a page that is loaded again, or whose server was, shows the same step.
    addressed = exercise(st.query_params.get(_IN_ADDRESS, ""))
    # Whoever brings everyone to a step brings the other screens of the facilitators along, too.
    moved = room.here_seq > st.session_state.setdefault(_SEEN, room.here_seq if addressed else 0)
    drawn_after, drawn = st.session_state.get(STEP, (0, ""))
    last = drawn if drawn_after == pressing.handled() else pressing.outcome()
    kept = st.session_state.get(f"{STEP}-{pressing.handled()}", last)
    step = exercise(room.here if moved else str(kept)) or addressed
    return (step or AGENDA[0]).slug


def choose(cohort: Cohort, step: str) -> Exercise:
    """Choose a step in the row."""
    slugs = [e.slug for e in AGENDA]
    here = running().store.rooms.state(cohort.code).here
    # A key may come while the browser still shows, and sends, the step before: another widget then.
    key = f"{STEP}-{pressing.handled()}"
    st.session_state[STEP] = (pressing.handled(), step)
    # Set only where it differs: a browser takes what is set for newer than a click of just now.
    if st.session_state.get(key) != step:
        st.session_state[key] = step

    def told(slug: str) -> str:
        # No count in it: a click is sent as what it says, and counts change while one clicks.
        found = exercise(slug)
        mark = ":material/location_on: " if slug == here else ""
        return mark + (found.content(spoken()).step if found else slug)

    with st.container(key="run-steps"):
        picked = st.pills(words().run.step, slugs, format_func=told, required=True, key=key)
    chosen = exercise(picked if picked in slugs else slugs[0]) or AGENDA[0]
    if st.query_params.get(_IN_ADDRESS) != chosen.slug:
        st.query_params[_IN_ADDRESS] = chosen.slug
    return chosen


def hint(cohort: Cohort, chosen: Exercise, state: State) -> None:
    """Say whether answers count, and when most of those present have answered."""
    told = words().run
    counting = told.counting_again if state.second else told.counting
    st.markdown(
        f"**{chosen.content(spoken()).title}** · {told.locked if state.locked else counting}"
    )
    live = running().live
    present = live.present(cohort.code) if live else 0
    answered = running().store.rooms.answered_in_vote(cohort, chosen.slug) or 0
    enough = answered >= max(SHOW_FROM * present, cohort.min_group)
    if present and not state.shown and enough:
        most = told.most_answered.format(answered=min(answered, present), present=present)
        st.success(most, icon=":material/how_to_reg:")


def controls(cohort: Cohort, chosen: Exercise, state: State) -> None:
    """Show the buttons of a step."""
    told = words().run
    is_here = running().store.rooms.state(cohort.code).here == chosen.slug
    here = _Cue("rest", told.rest, "coffee", told.rest_help)
    if not is_here:
        here = _Cue("here", told.here, "location_on", told.here_help)
    lock = _Cue("lock", told.lock, "lock", told.lock_help)
    if state.locked:
        lock = _Cue("open", told.open, "lock_open", told.open_help)
    with st.container(horizontal=True, key="run-controls"):
        _button(cohort, OF_THE_ROOM if is_here else chosen.slug, here)
        reveal_button(cohort, chosen, f"run-reveal-{chosen.slug}")
        _button(cohort, chosen.slug, lock)
        if not state.second:
            again = _Cue("second_vote", told.second_vote, "how_to_vote", told.second_vote_help)
            _button(cohort, chosen.slug, again)


def reveal_button(cohort: Cohort, chosen: Exercise, key: str) -> None:
    """Show the room's figures to the room, or hide them again."""
    shown = running().store.rooms.state(cohort.code).of(chosen.slug).shown
    cue: Cue = "hide" if shown else "reveal"
    with st.container(key=key, width="content"):
        st.button(
            words().cohort.hide if shown else words().cohort.reveal,
            icon=":material/visibility_off:" if shown else ":material/visibility:",
            type="secondary" if shown else "primary",
            # Pressed on a screen that is not drawn anew yet, it must not do the opposite.
            key=f"{key}-{cue}",
            on_click=steering.cue,
            args=(cohort.code, chosen.slug, cue),
        )


def visibility(cohort: Cohort, chosen: Exercise, state: State) -> None:
    """Choose when attendees see the figures."""
    told, key = words().run, f"visible-{cohort.code}-{chosen.slug}-{state.visibility}"
    picked = st.selectbox(
        told.visible,
        VISIBILITIES,
        index=VISIBILITIES.index(state.visibility),
        format_func=lambda visibility: str(getattr(told, visibility)),
        key=key,
        width=320,
    )
    if picked in VISIBILITIES and picked != state.visibility:
        running().store.rooms.cue(cohort.code, chosen.slug, "visible", picked)
        st.rerun()


class _Cue(NamedTuple):
    """A cue, and how its button is labelled."""

    cue: Cue
    label: str
    icon: str
    told: str


def _button(cohort: Cohort, of: str, cue: _Cue) -> None:
    st.button(
        cue.label,
        icon=f":material/{cue.icon}:",
        help=cue.told,
        key=f"run-{cue.cue}-{of}",
        on_click=steering.cue,
        args=(cohort.code, of, cue.cue),
    )
