"""The page for the projector: the question, how to join, how many answered, what the room said."""

from collections.abc import Sequence

import streamlit as st

from data import keys
from data.cohorts import Cohort
from data.cues import State
from exercises import Exercise, exercise, sizes
from exercises.exercise import Picture
from pages.facilitator.parts import fitting, run
from pages.http import votes
from pages.http.links import base_url, join_url
from pages.http.running import running
from pages.shared import browser, frame, room, timing, who
from pages.shared.browser import pressing
from pages.shared.language import spoken, words
from pages.shared.qr import qr_code

# What is left of 1080 pixels below a question of two lines and a headline of three, with a timer.
HIGHEST = 690


def show_how_to_join(cohort: Cohort) -> None:
    """Fill the screen with the code, between exercises."""
    link = join_url(base_url(*browser.scheme_and_host()), cohort.code)
    with st.container(key="stage-join"):
        st.title(words().stage.join, anchor=False)
        said, picture = st.columns([3, 2], vertical_alignment="center", gap="large")
        with said:
            st.text(cohort.title)
            show_code(cohort)
            st.text(link)
            joined = running().store.rooms.counts(cohort.code).joined
            show_count(words().stage.joined.format(n=joined))
        with picture:
            qr_code(link, width=800)


def show_exercise(cohort: Cohort, asked: Exercise) -> None:
    """Show the question on all of the screen, and above what the room said once that may show."""
    state = running().store.rooms.state(cohort.code).of(asked.slug)
    if state.shown or state.visibility == "always":
        with st.container(key="stage-above"):
            show_above(cohort, asked)
        show_pictures(cohort, asked)
    else:
        with st.container(key="stage-ask"):
            show_alone(cohort, asked, state)


def show_above(cohort: Cohort, asked: Exercise) -> None:
    """Show the question and how to join in a strip that leaves room for pictures."""
    question, beside = st.columns([7, 3], vertical_alignment="center", gap="large")
    with question:
        show_question(asked)
        show_answered(cohort, asked)
        timing.show(cohort, asked, large=True)
    with beside, st.container(horizontal=True, vertical_alignment="center"):
        show_code(cohort)
        qr_code(join_url(base_url(*browser.scheme_and_host()), cohort.code), width=150)


def show_alone(cohort: Cohort, asked: Exercise, state: State) -> None:
    """Show the question as large as the screen lets it be, and how to join beside it."""
    question, beside = st.columns([3, 2], vertical_alignment="center", gap="large")
    with question:
        show_question(asked)
        if state.second:
            st.markdown(words().stage.again)
            again = running().store.rooms.answered_in_vote(cohort, asked.slug)
            few = words().stage.few_again.format(min_group=cohort.min_group)
            show_count(words().stage.answered_again.format(n=again) if again else few)
        else:
            show_answered(cohort, asked)
        timing.show(cohort, asked, large=True)
    with beside:
        qr_code(join_url(base_url(*browser.scheme_and_host()), cohort.code), width=560)
        show_code(cohort)


def show_chosen(chosen: Exercise, now: Exercise | None) -> None:
    """Show which step the keys have chosen, until everyone is brought there."""
    if pressing.handled() and chosen != now:
        with st.container(key="stage-chosen"):
            st.markdown(words().stage.chosen.format(title=chosen.content(spoken()).title))


def show_question(asked: Exercise) -> None:
    """Show what an exercise is called, and what one does in it."""
    content = asked.content(spoken())
    st.title(content.title, anchor=False)
    st.markdown(content.what)


def show_answered(cohort: Cohort, asked: Exercise) -> None:
    """Show how many of those who joined have answered."""
    counts = running().store.rooms.counts(cohort.code)
    answered = counts.answered.get(asked.slug, 0)
    show_count(words().stage.answered.format(n=answered, joined=counts.joined))


def show_code(cohort: Cohort) -> None:
    """Show the join code as one reads it aloud."""
    with st.container(key="stage-code"):
        st.text(keys.spoken_code(cohort.code))


def show_count(told: str) -> None:
    """Show how many there are."""
    with st.container(key="stage-count"):
        st.markdown(told)


def show_pictures(cohort: Cohort, asked: Exercise) -> None:
    """Show two pictures side by side, the most telling first; of two votes each one's first."""
    look = votes.Look(spoken(), room.theme())
    told = votes.told(running().store.rooms, cohort, asked, look)
    shown = [vote for vote in told if vote.which != "moves" and vote.pictures]
    if not shown:
        st.markdown(words().stage.too_few.format(min_group=cohort.min_group))
    elif len(told) == 1:
        side_by_side([(told[0].which, "", picture) for picture in told[0].pictures])
    else:
        show_both_votes(cohort, shown)


def show_both_votes(cohort: Cohort, shown: list[votes.Told]) -> None:
    """Show the first picture of each vote that may show, side by side, on one scale."""
    pictures = votes.on_one_scale([vote.pictures[0] for vote in shown])
    names = [vote_in_words(vote) for vote in shown]
    which = [vote.which for vote in shown]
    side_by_side(list(zip(which, names, pictures, strict=True)))
    if "second" not in which:
        st.caption(words().stage.few_again.format(min_group=cohort.min_group))


def vote_in_words(vote: votes.Told) -> str:
    """Return what a vote is called, with how many voted and how many kept their first vote."""
    told, summary = words().stage, vote.summary
    named = told.second_vote if vote.which == "second" else told.first_vote
    kept = told.kept.format(n=summary.kept) if summary.kept else ""
    return " · ".join(filter(None, (named.format(n=summary.n), kept)))


def side_by_side(drawn: Sequence[tuple[str, str, Picture]]) -> None:
    """Show two named pictures in a row; a single one has the whole width.

    What has no room on a projector is on the dashboard and in the report.
    """
    row = drawn[:2]
    larger = fitting.larger([picture.figure for _, _, picture in row])
    for column, (which, name, picture) in zip(st.columns(len(row), gap="large"), row, strict=True):
        with column:
            if name:
                st.caption(name)
            st.subheader(picture.headline, anchor=False)
            st.plotly_chart(
                fitting.fitted(sizes.enlarged(picture.figure, larger), HIGHEST),
                theme=None,
                key=f"{which}-{picture.slug}",
                config={"displayModeBar": False, "staticPlot": True},
                alt=picture.headline,
            )


me = who.facilitator(st.query_params.get("code", ""))
if me is None:
    st.info(words().cohort.not_facilitator, icon=":material/key:")
else:
    browser.follow(me.cohort.code, "answers", me.key)
    st.set_page_config(layout="wide")
    with st.container(key="stage", gap="small"):
        chosen = run.lead_by_keys(me.cohort)
        frame.mark_synthetic(me.cohort.synthetic)
        now = exercise(running().store.rooms.state(me.cohort.code).here)
        if now is None:
            show_how_to_join(me.cohort)
        else:
            show_exercise(me.cohort, now)
        show_chosen(chosen, now)
