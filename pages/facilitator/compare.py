"""Compare: two rooms, two votes, or before and now, side by side, with n each and no more."""

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

# What one can compare within a room; codes of rooms are in capital letters.
VOTES, BEFORE_AND_NOW = "votes", "before and now"


def two_votes(cohort: Cohort, exercise: Exercise) -> list[VoteResult]:
    """Return the first and the second vote of an exercise; none where there was one vote."""
    told = votes.told(running().store.rooms, cohort, exercise, look())
    return [vote for vote in told if vote.which in ("first", "second")]


def before_and_now(cohort: Cohort, exercise: Exercise) -> list[VoteResult]:
    """Return what people said of before and of now; none where nobody, or too few, did."""
    if exercise.before_and_now is None:
        return []
    summary = votes.summary(running().store.rooms, cohort, exercise)
    drawn = look().draw(exercise, summary, exercise.before_and_now)
    return [VoteResult("only", summary, [picture]) for picture in drawn]


def two_rooms(one: Cohort, other: Cohort, exercise: Exercise) -> list[VoteResult]:
    """Return the latest vote of an exercise in each of two rooms; none where neither answered."""
    rooms = running().store.rooms
    told = []
    for cohort in (one, other):
        latest = rooms.shown_vote(cohort, exercise.slug)
        told.append(votes.vote(rooms, cohort, exercise, look(), ("only", latest)))
    return told if any(vote.summary.n for vote in told) else []


def look() -> votes.Look:
    """Return how this browser shows pictures."""
    return votes.Look(spoken(), drawn.theme())


def side_by_side(exercise: Exercise, names: tuple[str, str], told: list[VoteResult]) -> None:
    """Show two sides on one scale; neither where one of them is too small to show."""
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
    """Show what stands on each side, and how many answered there."""
    for column, name, vote in zip(st.columns(2, gap="large"), names, told, strict=True):
        with column:
            st.text(name)
            st.caption(words().compare.n.format(n=vote.n))


def show_pair(exercise: Exercise, pair: list[Picture]) -> None:
    """Show the same picture of both sides, with its figures as a table."""
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
    # Invented answers beside real ones would say nothing, and look as if they did.
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
    """Return what stands on the two sides for an exercise, and what each is called."""
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
