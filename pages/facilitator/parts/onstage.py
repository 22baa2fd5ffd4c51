"""What the stage shows of an exercise's results: one chart, or the same chart for two votes."""

from typing import NamedTuple

import streamlit as st

from data.cohorts import Cohort
from data.cues import RoomState
from exercises import Exercise, exercise
from exercises.exercise import Picture, Theme
from pages.facilitator.parts import steering
from pages.http.running import running
from pages.results import votes
from pages.shared.language import spoken, words


class Side(NamedTuple):
    """A chart on the stage, and its name if there are two."""

    name: str
    picture: Picture


class Choice(NamedTuple):
    """What the facilitator can put on stage: its key in the cue, and its charts."""

    key: str
    sides: tuple[Side, ...]
    note: str = ""  # how many it is of, and what is still missing, if anything


def choices(cohort: Cohort, of: Exercise, theme: Theme) -> list[Choice]:
    """Return what can be on stage, the most telling first, or nothing if too few answered."""
    rooms = running().store.rooms
    answers = rooms.state(cohort.code).of(of.slug).answers_shown
    told = votes.told(rooms, cohort, of, votes.Look(spoken(), theme, answers=answers))
    single = [
        Choice(f"{vote.which}-{picture.slug}", (Side("", picture),), _of_how_many(vote, picture))
        for vote in told
        for picture in vote.pictures
        if vote.which != "first" and not picture.folded
    ]
    closed = rooms.state(cohort.code).of(of.slug).locked
    return [*_both(told, closed=closed), *single]


def chosen(cohort: Cohort, of: Exercise, theme: Theme) -> Choice | None:
    """Return what's on stage, or will be once results are shown; None if too few answered."""
    every = choices(cohort, of, theme)
    key = running().store.rooms.state(cohort.code).of(of.slug).picture
    return next((choice for choice in every if choice.key == key), every[0] if every else None)


def headline(choice: Choice) -> str:
    """Return the headline above one chart, or above two, where it says which vote it's about."""
    said, told = choice.sides[-1].picture.headline, words().report
    return said if len(choice.sides) == 1 else told.named.format(name=told.second_vote, line=said)


def choose(cohort: Cohort, room: RoomState) -> None:
    """Let the facilitator choose which results of the room's step the stage shows.

    They can choose before there are any results, too.
    """
    of = exercise(room.here)
    if of is None:
        return
    every, now = names(of, room), room.of(of.slug).picture
    there = {choice.key for choice in choices(cohort, of, room.look)}
    every = {key: name for key, name in every.items() if not there or key in there}
    if len(every) < 2:
        return
    at = now if now in every else next(iter(every))
    picked = st.radio(
        words().lead.pictures,
        list(every),
        index=list(every).index(at),
        format_func=every.__getitem__,
        key=f"picture-{of.slug}-{at}",
    )
    if picked in every and picked != at:
        steering.cue(cohort.code, of.slug, "picture", picked)
        st.rerun()


def names(of: Exercise, room: RoomState) -> dict[str, str]:
    """Return the names of what can be on stage for an exercise, by key."""
    content = of.content(spoken())
    if room.of(of.slug).second is None:
        return {f"only-{slug}": name for slug, name in content.charts.items()}
    told, (first, *others) = words().lead, content.charts
    again = {
        f"second-{slug}": told.second_vote.format(name=content.charts[slug])
        for slug in (first, *others)
    }
    moved = {f"moves-{slug}": name for slug, name in content.charts_moved.items()}
    return {"both": told.both_votes} | again | moved


def _both(told: list[votes.VoteResult], *, closed: bool) -> list[Choice]:
    """Return the first chart of two votes side by side, or nothing if there was only one vote."""
    pair = [vote for vote in told if vote.which in ("first", "second") and vote.pictures]
    if not pair or pair[0].which != "first":
        return []
    pictures = votes.on_one_scale([vote.pictures[0] for vote in pair])
    sides = tuple(
        Side(_in_words(vote), picture) for vote, picture in zip(pair, pictures, strict=True)
    )
    said = words().stage
    too_few = said.few_again.format(min_group=pair[0].summary.min_group)
    few = said.closed_few_again if closed else too_few
    kept = pair[-1].summary.kept
    note = said.kept.format(n=kept) if kept else ""
    return [Choice("both", sides, note if len(pair) > 1 else few)]


def _of_how_many(vote: votes.VoteResult, picture: Picture) -> str:
    """Return how many answers one picture is of."""
    if vote.which == "moves":
        return words().run.moved.format(n=vote.summary.n)
    n = vote.summary.n if picture.n is None else picture.n
    return (words().room.n if vote.which == "only" else words().stage.second_vote).format(n=n)


def _in_words(vote: votes.VoteResult) -> str:
    """Return a vote's name, with how many voted."""
    told = words().stage
    named = told.second_vote if vote.which == "second" else told.first_vote
    return named.format(n=vote.summary.n)
