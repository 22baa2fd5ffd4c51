"""A second vote on a phone: voting the same again takes one tap."""

import streamlit as st

from exercises import Exercise
from pages.http.running import running
from pages.shared.identity.who import Attendee
from pages.shared.language import words
from pages.shared.saving import answers, quick


def offer_the_same(me: Attendee, exercise: Exercise) -> None:
    """Offer to vote the same again while a second vote is open, or say that it's been done."""
    state, told = running().store.rooms.state(me.cohort.code).of(exercise.slug), words().run
    answer = answers.stored(me, exercise, exercise.answer)
    if not (state.second and state.voting_again and exercise.moves and answer):
        return
    since = state.second.since
    with st.container(key="same-again"):
        if getattr(answer, "again", None) == since:
            st.markdown(f":material/check: {told.voted_the_same}")
        elif st.button(told.the_same, icon=":material/replay:", width="stretch", key="the-same"):
            if failed := answers.vote_the_same(me, exercise, since):
                st.error(failed, icon=":material/cloud_off:")
            else:
                quick.redraw_page()
