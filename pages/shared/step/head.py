"""The head of an exercise's page, small so that the first input is on a phone's first screen."""

import streamlit as st

from exercises import Exercise
from pages.http.running import running
from pages.results import votes
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken, words
from pages.shared.results import room
from pages.shared.saving import answers, quick
from pages.shared.step import agenda, between, recording, second_vote, timing


def show(me: Attendee, exercise: Exercise) -> None:
    """Show where the attendee is, what the exercise is, and why it's worth the time."""
    content = exercise.content(spoken())
    quick.following(lambda: _lead_to_results(me, exercise))
    room_state = running().store.rooms.state(me.cohort.code)
    state = room_state.of(exercise.slug)
    if state.shown and state.locked and not room_state.over:  # what changes is saved, not counted
        st.caption(words().run.after_vote)
    second_vote.offer_the_same(me, exercise)
    timing.show(me.cohort, exercise)
    with st.container(key="head"):
        with st.container(horizontal=True, key="head-line"):
            with st.container(key="room-title"):
                st.text(words().alone.title if me.cohort.alone else me.cohort.title)
            quick.following(lambda: _whereabouts(me, exercise))
        st.title(content.title, anchor=room.QUESTIONS)
        st.markdown(content.what)
    if me.cohort.alone:
        recording.show(content.chapter)


def progress(me: Attendee) -> str:
    """Return how much of the agenda the attendee has done."""
    steps = agenda.steps(me.cohort)
    done = [exercise for exercise in answers.done(me) if exercise in steps]
    return words().home.done.format(done=len(done), total=len(steps))


def _whereabouts(me: Attendee, exercise: Exercise) -> None:
    minutes = words().house.minutes.format(n=agenda.minutes(me.cohort, exercise))
    step = agenda.name(me.cohort, exercise)
    facts = {"step": step, "minutes": minutes, "done": progress(me)}
    st.markdown(words().house.head.format(**facts))


def _lead_to_results(me: Attendee, exercise: Exercise) -> None:
    """Link to the results once they're shown, or say that there's a second vote or a break.

    It's as tall before people have answered, so that their first tap doesn't move anything. Once
    the session is over, nobody is urged to answer.
    """
    rooms, told = running().store.rooms, words().room
    room_state = rooms.state(me.cohort.code)
    state = room_state.of(exercise.slug)
    answered = answers.stored(me, exercise, exercise.answer) is not None
    if room_state.slide == "break":
        with st.container(key="to-results"):
            st.markdown(f":material/coffee: {between.of_break(room_state)}")
        return
    if room_state.over and not (answered and state.shown):
        return
    if state.voting_again and not room_state.over:
        with st.container(key="vote-again"):
            st.info(words().run.again, icon=":material/how_to_vote:")
    elif state.shown and state.visibility != "never":
        nothing = votes.closed_with_too_few(rooms, me.cohort, exercise)
        if nothing and not state.answers_shown:
            st.info(words().stage.closed_few, icon=":material/lock:")
            return
        link = f"[{told.see_answers if state.answers_shown else told.see}](#{room.RESULTS})"
        with st.container(key="to-results"):
            first = told.locked if state.locked else told.answer_first
            st.markdown(f":material/bar_chart: {link if answered else first}")
