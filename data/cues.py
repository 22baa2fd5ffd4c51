"""Cues: what a facilitator did in a room, and what follows from all of it together.

Nothing is switched in place. Every press of a button is one row with the server's next seq, and
the state of a room is read from its rows in their order: two facilitators, a second screen and a
restarted server all come to the same one. Since answers are numbered in the same sequence, a cue
also says which answers a vote counts: those that came before it.
"""

from collections.abc import Mapping
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
    """Which answers count in a vote: each person's latest up to this seq; None is still open.

    `closings` is every place in the order at which voting in it was closed, oldest first, also
    where that was taken back: its results could be read from then on (data/batches.py). `since` is
    where a second vote began.
    """

    until: int | None = None
    closings: tuple[int, ...] = ()
    since: int = 0

    def closed_at(self, seq: int) -> "Vote":
        """Return the vote after it was closed there; the same where it had been closed before."""
        if self.until is not None:
            return self
        return replace(self, until=seq, closings=(*self.closings, seq))

    def reopened(self) -> "Vote":
        """Return the vote as it goes on."""
        return replace(self, until=None)


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
    first_closed: int | None = None  # where in the order the room was closed for the first time

    @property
    def is_past(self) -> bool:
        """Whether self-paced learners may see the room's results now."""
        return self.closed and self.past_room

    def of(self, exercise: str) -> State:
        """Return the state of an exercise: as at the beginning, where no cue was given."""
        if exercise in self.exercises:
            return self.exercises[exercise]
        return self.exercises.get(OF_THE_ROOM, State())
