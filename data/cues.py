"""Cues: what a facilitator did in a room, and the state that follows from it.

Nothing is updated in place. Every press of a button is one row with the server's next seq, and a
room's state is derived from its rows in order, so two facilitators, a second screen and a restarted
server all arrive at the same one. Answers are numbered in the same sequence, so a cue also
determines which answers a vote counts: those that came before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, get_args

# In an exercise. `open` reopens voting and hides results; `lock` and `reveal` close it; `answers`
# shows what's right in a quiz; `here` brings everyone. The value is the seconds for `timer`, a
# Visibility for `visible`, and the name of the chart on stage for `picture`.
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
# In the room as a whole. The value is the new title for `title`, "yes" or "no" for `past_room`, the
# seconds of a break for `rest`, the steps and their minutes as JSON for `agenda`, a StageLook for
# `look`, a language code or "" (each person's own) for `language`, and the seq of the cue it takes
# back for `undo`. `finish` shows the closing slide.
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

# What can be undone: presses whose effect an audience sees. All other cues are settings.
UNDOABLE: Final[frozenset[str]] = frozenset(
    [
        *("open", "lock", "reveal", "hide", "second_vote", "answers", "hide_answers"),
        *("here", "rest", "finish"),
    ]
)

StageLook = Literal["light", "dark"]
Slide = Literal["join", "step", "break", "closing"]

# When attendees see how their room answered; before answering, they do only with `always`.
Visibility = Literal["after_reveal", "after_own", "always", "never"]
VISIBILITIES: Final[tuple[Visibility, ...]] = get_args(Visibility)

OF_THE_ROOM: Final = ""  # in place of an exercise, in cues for the whole room


class Given(NamedTuple):
    """A stored cue; a higher seq is later."""

    seq: int
    exercise: str
    cue: str
    value: str
    at: datetime


@dataclass(frozen=True)
class Vote:
    """Which answers a vote counts: each person's latest up to `until`, or None while it's open.

    `closings` lists every seq at which voting closed, oldest first, including closings that were
    undone: results could be read from then on (data/batches.py). `since` is where a second vote
    began.
    """

    until: int | None = None
    closings: tuple[int, ...] = ()
    since: int = 0

    def closed_at(self, seq: int) -> "Vote":
        """Return the vote closed at this seq, or unchanged if it's already closed."""
        if self.until is not None:
            return self
        return replace(self, until=seq, closings=(*self.closings, seq))

    def reopened(self) -> "Vote":
        """Return the vote, open again."""
        return replace(self, until=None)


@dataclass(frozen=True)
class State:
    """The state of one exercise in a room."""

    first: Vote = Vote()
    second: Vote | None = None
    begun: bool = False  # everyone has been brought here
    shown: bool = False
    answers_shown: bool = False  # what's right in a quiz
    visibility: Visibility = "after_reveal"
    timer_ends: datetime | None = None  # UTC
    picture: str = ""  # the chart on stage; empty for the first one

    def seconds_left(self, now: datetime) -> int | None:
        """Return how many seconds the timer has left, less than 0 once it's over."""
        return None if self.timer_ends is None else round((self.timer_ends - now).total_seconds())

    @property
    def vote(self) -> Vote:
        """The vote that the room is in, or was in last."""
        return self.second or self.first

    @property
    def locked(self) -> bool:
        """Whether voting is closed, so that late answers aren't counted."""
        return self.vote.until is not None

    @property
    def voting_again(self) -> bool:
        """Whether a second vote is open."""
        return self.second is not None and not self.locked

    def seen_by_attendees(self, *, answered: bool) -> bool:
        """Say whether an attendee sees the room's results now."""
        if self.visibility == "after_reveal":
            return self.shown and answered
        return self.visibility == "always" or (self.visibility == "after_own" and answered)


@dataclass(frozen=True)
class RoomState:
    """The state of a whole room."""

    exercises: Mapping[str, State] = field(default_factory=lambda: MappingProxyType({}))
    here: str = ""  # the exercise everyone is at; empty in a break and at the end
    last_here: str = ""  # the last one everyone was brought to, where a break resumes
    here_seq: int = 0
    here_at: datetime | None = None  # UTC, like all of these
    started_at: datetime | None = None  # when everyone was first brought to a step
    slide: Slide = "join"  # what the stage shows; "step" is the exercise everyone is at
    break_began: datetime | None = None  # None outside a break
    break_ends: datetime | None = None
    rested: timedelta = timedelta()  # in the breaks that are over
    closed: bool = False
    past_room: bool = False  # self-paced learners may see its results
    agenda: str = ""  # as the facilitator set it; empty for the whole workshop
    look: StageLook = "light"
    last: Given | None = None  # the press that can be undone
    first_closed: int | None = None  # the seq at which the room first closed

    @property
    def over(self) -> bool:
        """Whether the session is over: everyone was thanked, or the room is closed."""
        return self.closed or self.slide == "closing"

    @property
    def is_past(self) -> bool:
        """Whether self-paced learners may see the room's results now."""
        return self.closed and self.past_room

    def of(self, exercise: str) -> State:
        """Return the state of an exercise, or of one without cues."""
        if exercise in self.exercises:
            return self.exercises[exercise]
        return self.exercises.get(OF_THE_ROOM, State())
