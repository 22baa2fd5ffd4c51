"""The state of rooms: what facilitators did there, and what follows from it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from data.changes import Changes
from data.cohorts import Cohorts
from data.cues import OF_THE_ROOM, UNDOABLE, VISIBILITIES, Cue, Given, RoomState, State, Vote
from data.room_cache import RoomCache
from data.store import Database

# Cues that close voting; results could be read from then on, even if the cue is undone.
_CLOSING: Final = ("lock", "reveal", "second_vote")


class States:
    """The cues of every room: appends them, and derives the room's state."""

    def __init__(self, database: Database, changes: Changes, cohorts: Cohorts) -> None:
        self._database = database
        self._changes = changes
        self._cohorts = cohorts
        self._states = RoomCache()

    def cue(self, cohort: str, exercise: str, cue: Cue, value: str = "") -> None:
        """Append what the facilitator did in an exercise, or in the room as a whole ("")."""
        self._cohorts.cue(cohort, exercise, cue, value)

    def state(self, cohort: str) -> RoomState:
        """Return a room's state, derived once per cue."""
        revision = self._changes.revision(cohort).room
        return self._states.of(cohort, "", revision, lambda: state_after(self._cues(cohort)))

    def when_first_closed(self, cohort: str) -> RoomState | None:
        """Return a room's state when it first closed; None before that.

        Whatever has happened in the room since, this doesn't change.
        """
        closed = self.state(cohort).first_closed
        if closed is None:
            return None
        return state_after(given for given in self._cues(cohort) if given.seq <= closed)

    def past(self) -> list[tuple[str, datetime]]:
        """Return the rooms that self-paced learners may look at, with their dates, newest first.

        Only closed ones: in an open room, they could watch who answers.
        """
        allowed = self._database.rows(
            "SELECT cohort, created_at FROM workshop.cohorts AS rooms WHERE NOT synthetic"
            " AND EXISTS (SELECT 1 FROM workshop.cues AS given"
            " WHERE given.cohort = rooms.cohort AND cue = 'past_room')"
            " ORDER BY created_at DESC"
        )
        return [(code, day) for code, day in allowed if self.state(code).is_past]

    def _cues(self, cohort: str) -> list[Given]:
        rows = self._database.rows(
            "SELECT seq, exercise, cue, coalesce(value, ''), given_at FROM workshop.cues"
            " WHERE cohort = ? ORDER BY seq",
            [cohort],
        )
        return [Given(*row) for row in rows]


def state_after(cues: Iterable[Given]) -> RoomState:
    """Return the state that follows from the cues of one room, in the order of their seq."""
    room, closed_at = RoomState(), None
    of_others = State()  # for exercises without a cue
    exercises: dict[str, State] = defaultdict(lambda: of_others)
    for given, undone in _with_undone(cues):
        if undone:
            if given.cue in _CLOSING:
                exercises[given.exercise] = _seen_closed(exercises[given.exercise], given.seq)
            continue
        if given.exercise != OF_THE_ROOM:
            exercises[given.exercise] = _then(exercises[given.exercise], given)
        if given.cue in UNDOABLE:
            room = replace(room, last=given)
        if given.cue in ("rest", "finish"):  # timers don't run on in a break
            exercises.update({e: replace(s, timer_ends=None) for e, s in exercises.items()})
        if lead := _LEADS.get(given.cue):
            room = lead(room, given)
        elif given.cue == "reopen":
            closed_at = None
        elif given.cue == "close" and closed_at is None:
            closed_at = given.seq
            room = replace(room, first_closed=room.first_closed or closed_at)
            of_others = _seen_closed(of_others, closed_at)
            exercises.update({e: _seen_closed(s, closed_at) for e, s in exercises.items()})
    ended = {slug: _ended(state, closed_at) for slug, state in exercises.items()}
    ended[OF_THE_ROOM] = _ended(of_others, closed_at)
    return replace(room, closed=closed_at is not None, exercises=MappingProxyType(ended))


def _with_undone(cues: Iterable[Given]) -> list[tuple[Given, bool]]:
    """Return the cues, each with whether it was undone."""
    given = list(cues)
    undone = {cue.value for cue in given if cue.cue == "undo"}
    return [(cue, cue.cue in UNDOABLE and str(cue.seq) in undone) for cue in given]


def _brought(room: RoomState, given: Given) -> RoomState:
    moved = replace(_rested(room, given.at), here=given.exercise, last_here=given.exercise)
    moved = replace(moved, here_seq=given.seq, here_at=given.at, slide="step")
    return replace(moved, started_at=room.started_at or given.at)


def _rested(room: RoomState, at: datetime) -> RoomState:
    """Return the room after its break, if any; a break before the start takes no time."""
    if room.break_began is None:
        return room
    took = at - room.break_began if room.started_at else timedelta()
    return replace(room, rested=room.rested + took, break_began=None, break_ends=None)


def _resting(room: RoomState, given: Given) -> RoomState:
    seconds = int(given.value or 0)
    ends = given.at + timedelta(seconds=seconds) if seconds else None
    began = room.break_began or given.at
    room = replace(room, here="", here_seq=given.seq, slide="break")
    return replace(room, break_began=began, break_ends=ends)


def _finished(room: RoomState, given: Given) -> RoomState:
    return replace(_rested(room, given.at), here="", here_seq=given.seq, slide="closing")


_LEADS: Final[dict[str, Callable[[RoomState, Given], RoomState]]] = {
    "here": _brought,
    "rest": _resting,
    "finish": _finished,
    "past_room": lambda room, given: replace(room, past_room=given.value == "yes"),
    "agenda": lambda room, given: replace(room, agenda=given.value),
    "look": lambda room, given: replace(room, look="dark" if given.value == "dark" else "light"),
}


def _then(state: State, given: Given) -> State:
    """Return an exercise's state after one more cue; unknown cues change nothing."""
    follows = _FOLLOWS.get(given.cue)
    return follows(state, given) if follows else state


def _revealed(state: State, given: Given) -> State:
    return replace(_locked(state, given), shown=True)


def _reopened(state: State, given: Given) -> State:
    """Return the state once voting reopens: visible results would influence people."""
    del given
    reopened = _with_vote(state, state.vote.reopened())
    return replace(reopened, shown=False, answers_shown=False)


def _locked(state: State, given: Given) -> State:
    """Return the state with voting closed, which ends its timer; one that's set later runs on."""
    timer_ends = state.timer_ends if state.locked else None
    return replace(_with_vote(state, state.vote.closed_at(given.seq)), timer_ends=timer_ends)


def _voting_again(state: State, given: Given) -> State:
    # People voting again shouldn't see that the first vote's time is up.
    return replace(
        state,
        first=state.first.closed_at(given.seq),
        second=state.second or Vote(since=given.seq),
        shown=False,
        answers_shown=False,
        timer_ends=None,
    )


def _timed(state: State, given: Given) -> State:
    seconds = int(given.value or 0)
    return replace(state, timer_ends=given.at + timedelta(seconds=seconds) if seconds else None)


def _visible(state: State, given: Given) -> State:
    known = next((v for v in VISIBILITIES if v == given.value), state.visibility)
    return replace(state, visibility=known)


_FOLLOWS: Final[dict[str, Callable[[State, Given], State]]] = {
    "here": lambda state, _: replace(state, begun=True),
    "open": _reopened,
    "lock": _locked,
    "reveal": _revealed,
    "hide": lambda state, _: replace(state, shown=False, answers_shown=False),
    "answers": lambda state, _: replace(state, answers_shown=True),
    "hide_answers": lambda state, _: replace(state, answers_shown=False),
    "picture": lambda state, given: replace(state, picture=given.value),
    "second_vote": _voting_again,
    "timer": _timed,
    "visible": _visible,
}


def _with_vote(state: State, vote: Vote) -> State:
    """Return the state with its current vote replaced."""
    return replace(state, first=vote) if state.second is None else replace(state, second=vote)


def _seen_closed(state: State, seq: int) -> State:
    """Return the state after results could be read at this seq, although voting goes on."""
    return _with_vote(state, state.vote.closed_at(seq).reopened()) if not state.locked else state


def _ended(state: State, closed_at: int | None) -> State:
    """Return the state in a closed room: no vote counts or begins, and no timer runs."""
    if closed_at is None:
        return state
    state = replace(state, timer_ends=None)
    first = _until(state.first, closed_at)
    if state.second is None or first.until == closed_at:
        return replace(state, first=first, second=None)
    return replace(state, first=first, second=_until(state.second, closed_at))


def _until(vote: Vote, seq: int) -> Vote:
    return replace(vote, until=seq if vote.until is None else min(vote.until, seq))
