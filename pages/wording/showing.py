"""Words of what a facilitator shows and takes along: the stage, the report, two rooms compared."""

from typing import Annotated

from exercises.content import Words, takes


class StageWords(Words):
    """The page for the projector."""

    title: str
    join: str
    joined_one: str
    joined: Annotated[str, takes("n")]
    answered: Annotated[str, takes("n", "joined")]
    answered_again: Annotated[str, takes("n")]
    again: str
    too_few: Annotated[str, takes("min_group")]
    first_vote: Annotated[str, takes("n")]
    second_vote: Annotated[str, takes("n")]


class GroupWords(Words):
    """Figures of one group, and charts to take along."""

    who: str
    who_help: str
    everyone: str
    n: Annotated[str, takes("n", "of")]
    too_few: Annotated[str, takes("min_group")]
    take: str
    making: str
    failed: str


class ReportWords(Words):
    """The report of a session."""

    html: str
    xlsx: str
    title: str
    print_it: str
    day: Annotated[str, takes("day", "month", "year")]
    days: Annotated[str, takes("first", "last")]
    agenda: str
    participation: str
    joined: Annotated[str, takes("n")]
    exercise: str
    answered: str
    answers: Annotated[str, takes("n")]
    first_vote: str
    second_vote: str
    moves: str
    too_few: Annotated[str, takes("n", "min_group")]
    made_of: str
    summary: str


class CompareWords(Words):
    """Two rooms or two votes side by side."""

    title: str
    with_what: str
    two_votes: str
    before_and_now: str
    before: str
    now: str
    nothing: str
    caution: Annotated[str, takes("first", "second")]
    too_few: Annotated[str, takes("min_group")]
    first_vote: str
    second_vote: str
    n: Annotated[str, takes("n")]
