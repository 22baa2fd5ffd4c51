"""Cues: what a facilitator did in a room, and what follows from all of it together.

Nothing is switched in place. Every press of a button is one row with the server's next seq, and
the state of a room is read from its rows in their order: two facilitators, a second screen and a
restarted server all come to the same one. Since answers are numbered in the same sequence, a cue
also says which answers a vote counts: those that came before it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, get_args

# In an exercise. `open` opens voting again, and hides results; `lock` and `reveal` close it;
# `answers` tells what is right in a quiz; `here` brings everyone. As its value, `timer` has the
# seconds, `visible` a Visibility and `picture` the name of the chart on stage.
ExerciseCue = Literal[
    "open",
    "lock",
    "reveal",
    "hide",
    "second_vote",
    "answers",
    "hide_answers",
    "here",
    "timer",
    "visible",
    "picture",
]
# In the room as a whole. As its value, `title` has the new title, `past_room` "yes" or "no", `rest`
# (a break) its seconds, `agenda` the steps and their minutes as JSON, `look` a StageLook,
# `language` the code of one or "" for each person's own, and `undo` the seq of the cue that it
# takes back. `finish` shows the closing slide.
RoomCue = Literal[
    "close",
    "reopen",
    "title",
    "language",
    "past_room",
    "rest",
    "finish",
    "agenda",
    "look",
    "undo",
]
Cue = ExerciseCue | RoomCue

# What can be taken back: what an audience sees of a press. The rest is set, not pressed.
UNDOABLE: Final[frozenset[str]] = frozenset(
    [
        *("open", "lock", "reveal", "hide", "second_vote", "answers", "hide_answers"),
        *("here", "rest", "finish"),
    ]
)

StageLook = Literal["light", "dark"]
Slide = Literal["join", "step", "break", "closing"]

# When attendees see how their room answered; whoever has not answered sees it only with `always`.
Visibility = Literal["after_reveal", "after_own", "always", "never"]
VISIBILITIES: Final[tuple[Visibility, ...]] = get_args(Visibility)

OF_THE_ROOM: Final = ""  # what stands in place of an exercise in a cue of the whole room


class Given(NamedTuple):
    """A cue as it is stored; a higher seq came later."""

    seq: int
    exercise: str
    cue: str
    value: str
    at: datetime


@dataclass(frozen=True)
class Vote:
    """Which answers count in a vote: each person's latest up to this seq; None is still open."""

    until: int | None = None


@dataclass(frozen=True)
class State:
    """How things stand in one exercise of a room."""

    first: Vote = Vote()
    second: Vote | None = None
    begun: bool = False  # everyone was brought here once
    shown: bool = False
    answers_shown: bool = False  # what is right in a quiz
    visibility: Visibility = "after_reveal"
    timer_ends: datetime | None = None  # UTC
    picture: str = ""  # the chart on stage; empty is the first one

    def seconds_left(self, now: datetime) -> int | None:
        """Return how many seconds the timer has to run, less than 0 once it is over."""
        return None if self.timer_ends is None else round((self.timer_ends - now).total_seconds())

    @property
    def vote(self) -> Vote:
        """The vote that the room is in, or was in last."""
        return self.second or self.first

    @property
    def locked(self) -> bool:
        """Whether answers that come now are in no count."""
        return self.vote.until is not None

    def seen_by_attendees(self, *, answered: bool) -> bool:
        """Say whether an attendee sees the room's picture now."""
        if self.visibility == "after_reveal":
            return self.shown and answered
        return self.visibility == "always" or (self.visibility == "after_own" and answered)


@dataclass(frozen=True)
class RoomState:
    """How things stand in a whole room."""

    exercises: Mapping[str, State] = field(default_factory=lambda: MappingProxyType({}))
    here: str = ""  # the exercise that everyone is at; none in a break and at the end
    last_here: str = ""  # the one that everyone was brought to last: a break goes on there
    here_seq: int = 0
    here_at: datetime | None = None  # UTC, as all of these
    started_at: datetime | None = None  # when everyone was first brought to a step
    slide: Slide = "join"  # what the stage shows: "step" is the exercise that everyone is at
    break_began: datetime | None = None  # while there is one
    break_ends: datetime | None = None
    rested: timedelta = timedelta()  # in the breaks that are over
    closed: bool = False
    past_room: bool = False  # self-paced learners may see how it answered
    agenda: str = ""  # as the facilitator set it; empty is the whole workshop
    look: StageLook = "light"
    last: Given | None = None  # the press that can be undone

    @property
    def is_past(self) -> bool:
        """Whether self-paced learners may see the room's results now."""
        return self.closed and self.past_room

    def of(self, exercise: str) -> State:
        """Return the state of an exercise: as at the beginning, where no cue was given."""
        if exercise in self.exercises:
            return self.exercises[exercise]
        return self.exercises.get(OF_THE_ROOM, State())


def state_after(cues: Iterable[Given]) -> RoomState:
    """Return what follows from the cues of one room, given in the order of their seq."""
    room, closed_at = RoomState(), None
    exercises: dict[str, State] = defaultdict(State)
    for given in _not_undone(cues):
        if given.exercise != OF_THE_ROOM:
            exercises[given.exercise] = _then(exercises[given.exercise], given)
        if given.cue in UNDOABLE:
            room = replace(room, last=given)
        if lead := _LEADS.get(given.cue):
            room = lead(room, given)
        elif given.cue in ("close", "reopen"):
            closed_at = (closed_at or given.seq) if given.cue == "close" else None
    ended = {slug: _ended(state, closed_at) for slug, state in exercises.items()}
    ended[OF_THE_ROOM] = _ended(State(), closed_at)
    return replace(room, closed=closed_at is not None, exercises=MappingProxyType(ended))


def _not_undone(cues: Iterable[Given]) -> list[Given]:
    given = list(cues)
    undone = {cue.value for cue in given if cue.cue == "undo"}
    return [cue for cue in given if cue.cue not in UNDOABLE or str(cue.seq) not in undone]


def _brought(room: RoomState, given: Given) -> RoomState:
    moved = replace(_rested(room, given.at), here=given.exercise, last_here=given.exercise)
    moved = replace(moved, here_seq=given.seq, here_at=given.at, slide="step")
    return replace(moved, started_at=room.started_at or given.at)


def _rested(room: RoomState, at: datetime) -> RoomState:
    """Return the room after its break, if it was in one; one before the start takes no time."""
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
    """Return the state of an exercise after one more cue in it; any other cue changes nothing."""
    follows = _FOLLOWS.get(given.cue)
    return follows(state, given) if follows else state


def _revealed(state: State, given: Given) -> State:
    return replace(_locked(state, given), shown=True)


def _reopened(state: State, given: Given) -> State:
    """Return the state while people vote on: results that they see would lead them."""
    del given
    return replace(_counting_until(state, None), shown=False, answers_shown=False)


def _locked(state: State, given: Given) -> State:
    return _counting_until(state, _earliest(state.vote.until, given.seq))


def _voting_again(state: State, given: Given) -> State:
    first = Vote(_earliest(state.first.until, given.seq))
    # People voting again don't see that the time for the first vote is up.
    return replace(
        state,
        first=first,
        second=state.second or Vote(),
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


def _counting_until(state: State, until: int | None) -> State:
    if state.second is None:
        return replace(state, first=Vote(until))
    return replace(state, second=Vote(until))


def _ended(state: State, closed_at: int | None) -> State:
    """Return the state in a room that was closed: no vote counts, or begins, after that."""
    if closed_at is None:
        return state
    first = Vote(_earliest(state.first.until, closed_at))
    if state.second is None or first.until == closed_at:
        return replace(state, first=first, second=None)
    return replace(state, first=first, second=Vote(_earliest(state.second.until, closed_at)))


def _earliest(until: int | None, seq: int) -> int:
    return seq if until is None else min(until, seq)
