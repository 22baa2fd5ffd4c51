"""Wording for running a session, for the facilitator and for attendees."""

from typing import Annotated

from exercises.content import Words, takes
from exercises.plural import Plural, counts


class RunWords(Words):
    """The facilitator's controls, and what attendees are told about them."""

    title: str
    visible: str
    after_reveal: str
    after_own: str
    always: str
    never: str
    first_vote: Annotated[Plural, counts("n")]
    vote_again: Annotated[Plural, counts("n")]
    moved: Annotated[Plural, counts("n")]
    kept: Annotated[str, takes("n")]
    too_few_again: Annotated[str, takes("min_group")]
    waiting: Annotated[Plural, counts("n", "min_group")]
    moved_too_few: Annotated[str, takes("min_group")]
    # For attendees.
    on_break: str
    break_until: Annotated[str, takes("time")]
    finished: str
    room_is_at: Annotated[str, takes("title")]
    go_there: Annotated[str, takes("title")]
    room_moved: Annotated[str, takes("title")]
    room_moved_along: Annotated[str, takes("title")]
    room_moved_typing: Annotated[str, takes("title")]
    go_now: str
    figures_come: str
    show_me_now: str
    take_me: str
    take_me_help: str
    again: str
    to_vote: str
    the_same: str
    voted_the_same: str
    closed: str
    too_late: str
    left_out: Annotated[str, takes("min_group")]
    after_vote: str
