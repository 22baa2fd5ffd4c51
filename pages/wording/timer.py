"""Wording for the timer that a facilitator starts for a step."""

from exercises.content import Words


class TimerWords(Words):
    """A step's timer, for the facilitator and for everyone who sees it."""

    left: str
    minute_left: str
    over: str
    minutes: str
    start: str
    more: str
    stop: str
