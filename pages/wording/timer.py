"""Words of the timer that a facilitator starts for a step."""

from exercises.content import Words


class TimerWords(Words):
    """The timer of a step, for who starts it and for everybody who sees it."""

    left: str
    minute_left: str
    over: str
    minutes: str
    start: str
    more: str
    stop: str
