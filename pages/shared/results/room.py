"""A room's results, for those who may see them; the same charts on phones and dashboards."""

from collections.abc import Callable
from typing import Final, NamedTuple

import streamlit as st

from data import keys
from data.cohorts import Cohort
from data.cues import State, Vote
from data.rooms import RoomSummary
from exercises import Exercise
from exercises.exercise import Moves, Picture
from pages.http.running import running
from pages.results import votes
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken, words
from pages.shared.results import drawn, past_rooms, take_along
from pages.shared.saving import answers, quick

QUESTIONS: Final = "questions"  # the anchor at the top of a page, where people answer
RESULTS: Final = "results"  # the anchor of a page's results

# Shows the attendee's own choices, and once the answers are revealed, what's right.
TellOwn = Callable[[bool], None]


def panel(me: Attendee, exercise: Exercise, own: TellOwn | None = None) -> None:
    """Show an attendee the room's results if they may see them, or else why they can't yet.

    Someone learning alone sees a past room's. `own` also shows what the attendee answered.
    """
    quick.following(lambda: _panel(me, exercise, own))


def _panel(me: Attendee, exercise: Exercise, own: TellOwn | None) -> None:
    alone = me.cohort.alone
    st.header(words().alone.past_title if alone else words().room.title, anchor=RESULTS)
    state = running().store.rooms.state(me.cohort.code).of(exercise.slug)
    answered = answers.stored(me, exercise, exercise.answer) is not None
    if alone:
        _past_room(exercise, answered=answered)
        return
    _tell_of_votes(me, exercise, state)
    if state.seen_by_attendees(answered=answered):
        if own:
            own(state.answers_shown)
        figures(me.cohort, exercise, on=PHONE._replace(tells_right=state.answers_shown))
    elif state.visibility == "never":
        st.info(words().room.never, icon=":material/visibility_off:")
    elif votes.closed_with_too_few(running().store.rooms, me.cohort, exercise):
        st.info(words().stage.closed_few, icon=":material/lock:")
    elif not answered:
        told = words().room
        st.info(told.locked if state.locked else told.answer_first, icon=":material/edit:")
    else:
        st.info(words().room.not_revealed, icon=":material/visibility_off:")


def _past_room(exercise: Exercise, *, answered: bool) -> None:
    if not answered:
        st.info(words().room.answer_first, icon=":material/edit:")
    elif cohort := past_rooms.chosen(exercise):
        figures(cohort, exercise)


class Shown(NamedTuple):
    """How charts are shown: how many per row, with downloads, and with the right answers."""

    in_a_row: int
    to_take: bool
    tells_right: bool = True  # who moved which way gives away a quiz's answers
    foot: str = ""  # below a saved chart: which room, how many, when


PHONE = Shown(in_a_row=1, to_take=False)
DASHBOARD = Shown(in_a_row=2, to_take=True)


def figures(cohort: Cohort, exercise: Exercise, *, on: Shown = PHONE) -> None:
    """Show a room's charts for an exercise: its only vote, or both votes and who moved."""
    state = running().store.rooms.state(cohort.code).of(exercise.slug)
    if state.second is None:
        _vote(cohort, exercise, state.first, on)
    else:
        _both_votes(cohort, exercise, state.first, state.second, on)
        if exercise.moves and on.tells_right:
            _moves(cohort, exercise, exercise.moves, on)
    if on.to_take:
        tell_left_out(cohort, exercise)
    if on.to_take and exercise.answers_told:
        _tell_what_holds(exercise.answers_told(exercise.content(spoken())))


def tell_left_out(cohort: Cohort, exercise: Exercise) -> None:
    """Tell a facilitator how many answers aren't in the results until more people have answered."""
    waiting = len(votes.left_out(running().store.rooms, cohort, exercise))
    if waiting:
        told = words().run.waiting.format(n=waiting, min_group=cohort.min_group)
        st.caption(told)


def pictures_of(cohort: Cohort, exercise: Exercise, summary: RoomSummary, which: str) -> None:
    """Show a summary's charts on the dashboard."""
    pictures = drawn.pictures(cohort, exercise, summary, which)
    _side_by_side(exercise, which, pictures, DASHBOARD._replace(to_take=False))


def _tell_of_votes(me: Attendee, exercise: Exercise, state: State) -> None:
    """Say that there's a second vote, or that the attendee's own answer isn't in the results."""
    if state.second and not state.locked:
        again = f"{words().run.again} [{words().run.to_vote}](#{QUESTIONS})"
        st.info(again, icon=":material/how_to_vote:")
    elif not _is_counted(me, exercise, state.vote):
        st.info(words().run.too_late, icon=":material/schedule:")
    elif keys.fingerprint(me.key) in votes.left_out(running().store.rooms, me.cohort, exercise):
        told = words().run.left_out.format(min_group=me.cohort.min_group)
        st.info(told, icon=":material/schedule:")


def _is_counted(me: Attendee, exercise: Exercise, vote: Vote) -> bool:
    if vote.until is None or answers.seq_of(me, exercise) <= vote.until:
        return True
    return running().store.answers.is_counted(me.key, exercise.slug, vote.until)


def _vote(cohort: Cohort, exercise: Exercise, vote: Vote, on: Shown) -> None:
    rooms = running().store.rooms
    summary = votes.summary(rooms, cohort, exercise, vote)
    if summary.suppressed:
        _too_few(summary, closed=vote.until is not None)
        return
    missing = max(rooms.counts(cohort.code).joined - summary.n, 0)
    told = words().room.n_missing if on.to_take else words().room.n
    st.caption(told.format(n=summary.n, missing=missing))
    foot = _foot(cohort, words().room.n.format(n=summary.n), on)
    pictures = drawn.pictures(cohort, exercise, summary, "only")
    _side_by_side(exercise, "only", pictures, on._replace(foot=foot))


def _both_votes(cohort: Cohort, exercise: Exercise, first: Vote, second: Vote, on: Shown) -> None:
    """Show two votes side by side, or one below the other on a phone, each if enough voted."""
    rooms, told = running().store.rooms, words().run
    sides = (("first", first, told.first_vote), ("second", second, told.vote_again))
    columns = st.columns(2) if on.in_a_row > 1 else (st.container(), st.container())
    for column, (which, vote, name) in zip(columns, sides, strict=True):
        with column:
            summary = votes.summary(rooms, cohort, exercise, vote)
            if summary.suppressed:
                closed = vote.until is not None
                _too_few(summary, closed=closed, again=which == "second")
                continue
            st.caption(name.format(n=summary.n))
            if summary.kept:
                st.caption(told.kept.format(n=summary.kept))
            pictures = drawn.pictures(cohort, exercise, summary, which)
            foot = _foot(cohort, name.format(n=summary.n), on)
            _side_by_side(exercise, which, pictures, on._replace(in_a_row=1, foot=foot))


def _moves(cohort: Cohort, exercise: Exercise, moves: Moves, on: Shown) -> None:
    summary = running().store.rooms.moves(cohort, exercise.slug, moves.sql)
    if summary is None or summary.suppressed:
        st.caption(words().run.moved_too_few.format(min_group=cohort.min_group))
        return
    moved = words().run.moved.format(n=summary.n)
    st.caption(moved)
    pictures = drawn.pictures(cohort, exercise, summary, "moves", moves.pictures)
    _side_by_side(exercise, "moves", pictures, on._replace(foot=_foot(cohort, moved, on)))


def _foot(cohort: Cohort, said: str, on: Shown) -> str:
    return take_along.foot(cohort, said) if on.to_take else ""


def _tell_what_holds(told: tuple[tuple[str, str, str], ...]) -> None:
    """List a quiz's right answers and the reasons, for whoever leads the discussion."""
    with st.expander(words().room.what_holds):
        for asked, right, why in told:
            st.markdown(f"{asked} **{right}.** {why}")


def _side_by_side(exercise: Exercise, which: str, pictures: list[Picture], on: Shown) -> None:
    _in_columns(exercise, which, [p for p in pictures if not p.folded], on)
    if folded := [picture for picture in pictures if picture.folded]:
        with st.expander(words().room.in_detail):
            _in_columns(exercise, which, folded, on)


def _in_columns(exercise: Exercise, which: str, pictures: list[Picture], on: Shown) -> None:
    columns = st.columns(on.in_a_row) if on.in_a_row > 1 else [st.container()]
    for place, picture in enumerate(pictures):
        with columns[place % len(columns)]:
            _show(exercise, which, picture, on)


def _too_few(summary: RoomSummary, *, closed: bool, again: bool = False) -> None:
    if closed:
        told = words().stage.closed_few_again if again else words().stage.closed_few
    else:
        so_far = words().run.too_few_again if again else words().room.too_few
        told = so_far.format(n=summary.n, min_group=summary.min_group)
    st.info(told, icon=":material/group:")


def _show(exercise: Exercise, which: str, picture: Picture, on: Shown) -> None:
    name = f"{exercise.slug}-{which}-{picture.slug}"
    with st.container(border=True, key=f"picture-{name}"):
        st.subheader(picture.headline, anchor=False)
        if on is not PHONE or not picture.dense:
            st.plotly_chart(
                picture.figure,
                theme=None,
                key=name,
                config={"displayModeBar": False, "staticPlot": True},
                alt=picture.headline,
            )
        with st.expander(words().room.as_table):
            st.markdown(drawn.as_text(picture))
        if on.to_take:
            take_along.offer(exercise.slug, which, picture, on.foot)
