"""Wording for what a facilitator shows or downloads: the stage, the report, a comparison."""

from typing import Annotated

from exercises.content import Words, takes
from exercises.plural import Plural, counts


class StageWords(Words):
    """The page for the projector."""

    title: str
    join: str
    go_to: Annotated[str, takes("address", "code")]
    joined: Annotated[Plural, counts("n")]
    answered: Annotated[Plural, counts("n", "joined")]
    locked: Annotated[Plural, counts("n")]
    few_again: Annotated[str, takes("min_group")]
    closed_few: str
    closed_few_again: str
    kept: Annotated[str, takes("n")]
    again: str
    too_few: Annotated[Plural, counts("min_group")]
    first_vote: Annotated[Plural, counts("n")]
    second_vote: Annotated[Plural, counts("n")]
    rest: str
    back_at: Annotated[str, takes("time")]
    break_over: str
    thanks: str
    closed: str
    your_plan: str
    your_link: str
    not_connected: str


class GroupWords(Words):
    """Results of one group, and charts to download."""

    who: str
    who_help: Annotated[str, takes("min_group")]
    everyone: str
    n: Annotated[Plural, counts("of", "n")]
    too_few: Annotated[str, takes("min_group")]
    take: Annotated[str, takes("kind")]
    making: str
    failed: str


class ReportWords(Words):
    """A session's report."""

    html: str
    xlsx: str
    title: str
    print_it: str
    days: Annotated[str, takes("first", "last")]
    findings: str
    commitments: str
    recommendation: str
    participation: str
    joined: Annotated[Plural, counts("n")]
    answered: str
    of_joined: str
    answers: Annotated[Plural, counts("n")]
    first_vote: str
    second_vote: str
    moves: str
    too_few: Annotated[str, takes("n", "min_group")]
    too_few_again: Annotated[str, takes("min_group")]
    too_few_moved: Annotated[str, takes("min_group")]
    kept: Annotated[str, takes("n")]
    named: Annotated[str, takes("name", "line")]
    summary: str
    step: str
    counted: Annotated[str, takes("name")]
    read_me: str
    answers_sheet: str
    made_of: str


class CompareWords(Words):
    """Two rooms or two votes side by side."""

    title: str
    with_what: str
    two_votes: str
    before_and_now: str
    before: str
    now: str
    nothing: str
    caution: Annotated[Plural, counts("second", "first")]
    too_few: Annotated[str, takes("min_group")]
    first_vote: str
    second_vote: str
    n: Annotated[Plural, counts("n")]
