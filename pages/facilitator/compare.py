"""Compare two rooms, two votes, or before and now, side by side, each with its n and no more."""

import streamlit as st

from data import keys
from data.cohorts import Cohort
from exercises import AGENDA, Exercise
from exercises.exercise import Picture
from pages.http.running import running
from pages.results import votes
from pages.results.votes import VoteResult
from pages.shared import browser
from pages.shared.identity import who
from pages.shared.language import spoken, words
from pages.shared.results import drawn
from pages.shared.step import frame

# Choices within a room; they can't clash with room codes, which are in capital letters.
VOTES, BEFORE_AND_NOW = "votes", "before and now"


def two_votes(cohort: Cohort, exercise: Exercise) -> list[VoteResult]:
    """Return the first and second vote of an exercise, or nothing if there was only one."""
    told = votes.told(running().store.rooms, cohort, exercise, look())
    return [vote for vote in told if vote.which in ("first", "second")]


def before_and_now(cohort: Cohort, exercise: Exercise) -> list[VoteResult]:
    """Return the results for before and for now, or nothing if too few answered."""
    if exercise.before_and_now is None:
        return []
    summary = votes.summary(running().store.rooms, cohort, exercise)
    drawn = look().draw(exercise, summary, exercise.before_and_now)
    return [VoteResult("only", summary, [picture]) for picture in drawn]


def two_rooms(one: Cohort, other: Cohort, exercise: Exercise) -> list[VoteResult]:
    """Return an exercise's latest vote in each of two rooms, or nothing if neither answered."""
    rooms = running().store.rooms
    told = []
    for cohort in (one, other):
        latest = rooms.shown_vote(cohort, exercise.slug)
        told.append(votes.vote(rooms, cohort, exercise, look(), ("only", latest)))
    return told if any(vote.summary.n for vote in told) else []


def look() -> votes.Look:
    """Return how this browser shows charts."""
    return votes.Look(spoken(), drawn.theme())


def side_by_side(exercise: Exercise, names: tuple[str, str], told: list[VoteResult]) -> None:
    """Show both sides on one scale, or neither if one has too few answers."""
    first, second = told
    st.header(exercise.content(spoken()).title, anchor=False)
    if first.summary.suppressed or second.summary.suppressed:
        least = max(vote.summary.min_group for vote in told)
        st.info(words().compare.too_few.format(min_group=least), icon=":material/group:")
        return
    caution = words().compare.caution
    st.caption(caution.format(first=first.n, second=second.n))
    show_names(names, told)
    others = {picture.slug: picture for picture in second.pictures}
    for picture in first.pictures:
        if other := others.get(picture.slug):
            show_pair(exercise, votes.on_one_scale([picture, other]))


def show_names(names: tuple[str, str], told: list[VoteResult]) -> None:
    """Show each side's name, and how many answered."""
    for column, name, vote in zip(st.columns(2, gap="large"), names, told, strict=True):
        with column:
            st.text(name)
            st.caption(words().compare.n.format(n=vote.n))


def show_pair(exercise: Exercise, pair: list[Picture]) -> None:
    """Show the same chart for both sides, with its data as a table."""
    for side, column in enumerate(st.columns(2, gap="large")):
        with column, st.container(border=True):
            st.subheader(pair[side].headline, anchor=False)
            st.plotly_chart(
                pair[side].figure,
                theme=None,
                key=f"{exercise.slug}-{pair[side].slug}-{side}",
                config={"displayModeBar": False, "staticPlot": True},
                alt=pair[side].headline,
            )
            with st.expander(words().room.as_table):
                st.markdown(drawn.as_text(pair[side]))


def _alike(cohort: Cohort) -> list[Cohort]:
    # Invented answers beside real ones would mean nothing but look as if they did.
    others = (other for other in who.facilitated() if other.code != cohort.code)
    return [other for other in others if other.synthetic == cohort.synthetic]


def compare(cohort: Cohort) -> None:
    """Let the facilitator choose what to compare, and show it."""
    rooms = {other.code: other for other in _alike(cohort)}
    voted_twice = any(two_votes(cohort, exercise) for exercise in AGENDA)
    said_twice = any(before_and_now(cohort, exercise) for exercise in AGENDA)
    own = {VOTES: voted_twice, BEFORE_AND_NOW: said_twice}
    choices = [name for name, there in own.items() if there] + list(rooms)
    if not choices:
        st.info(words().compare.nothing, icon=":material/compare_arrows:")
        return

    def named(code: str) -> str:
        told = {VOTES: words().compare.two_votes, BEFORE_AND_NOW: words().compare.before_and_now}
        return told[code] if code in told else keys.spoken_code(code)

    chosen = st.selectbox(words().compare.with_what, choices, format_func=named, key="compare-with")
    for exercise in AGENDA:
        names, told = sides(cohort, rooms.get(str(chosen)), str(chosen), exercise)
        if told:
            side_by_side(exercise, names, told)


def sides(
    cohort: Cohort, other: Cohort | None, chosen: str, exercise: Exercise
) -> tuple[tuple[str, str], list[VoteResult]]:
    """Return the names and results of both sides for an exercise."""
    told = words().compare
    if other:
        return (cohort.title, other.title), two_rooms(cohort, other, exercise)
    if chosen == BEFORE_AND_NOW:
        return (told.before, told.now), before_and_now(cohort, exercise)
    return (told.first_vote, told.second_vote), two_votes(cohort, exercise)


st.set_page_config(layout="wide")
st.title(words().compare.title, anchor=False)
me = who.facilitator(st.query_params.get("code", ""))
if me is None:
    st.info(words().cohort.not_facilitator, icon=":material/key:")
else:
    browser.follow(me.cohort.code, "answers", me.key)
    frame.mark_synthetic(me.cohort.synthetic)
    with st.container(key="compare"):
        compare(me.cohort)
