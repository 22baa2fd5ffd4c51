"""Wording for the run page: the next button, and everything around it."""

from typing import Annotated

from exercises.content import Words, names_each, takes
from exercises.plural import Plural, counts

# Actions that can be undone; each key's text says what was done.
UNDONE = (
    *("open", "lock", "reveal", "hide", "second_vote", "answers", "hide_answers"),
    *("here", "rest", "finish"),
)


class NextWords(Words):
    """The next button's text, by what it does."""

    first: Annotated[str, takes("title")]
    following: Annotated[str, takes("title")]
    resume: Annotated[str, takes("title")]
    end_break: Annotated[str, takes("title")]
    reveal: str
    show: str
    second_vote: str
    skip: str
    both: str
    answers: str
    finish: str


class NowWords(Words):
    """Where the room is, as a line above the button."""

    before: str
    voting: Annotated[str, takes("title")]
    voting_again: Annotated[str, takes("title")]
    locked: Annotated[str, takes("title")]
    few: Annotated[str, takes("title")]
    shown: Annotated[str, takes("title")]
    answers: Annotated[str, takes("title")]
    rest: str
    closing: str
    closed: str


class LeadWords(Words):
    """Everything else on the run page."""

    next: NextWords
    now: NowWords
    steps: str
    too_few: Annotated[str, takes("min_group")]
    closed_few: Annotated[str, takes("min_group")]
    most: str
    undo: Annotated[str, takes("what")]
    too_late: str
    undone: Annotated[dict[str, str], names_each(*UNDONE)]
    only_you: str
    on_stage: Annotated[str, takes("title")]
    nothing_yet: Annotated[str, takes("min_group")]
    timer: str
    stage: str
    open_stage: str
    pictures: str
    both_votes: str
    second_vote: Annotated[str, takes("name")]
    look: str
    light: str
    dark: str
    more: str
    more_of: Annotated[str, takes("title")]
    elsewhere: Annotated[str, takes("title", "here")]
    hide: str
    lock: str
    open: str
    rest: str
    rest_minutes: str
    here: Annotated[str, takes("title")]
    results: str
    share: str
    of_whole: Annotated[str, takes("n")]
    still_to_come: Annotated[Plural, counts("missing", "started")]
    in_results: str
    unfinished: Annotated[Plural, counts("n")]
    joined: Annotated[str, takes("joined", "present")]
    ends: Annotated[str, takes("time")]
    behind: Annotated[Plural, counts("n")]
    ahead: Annotated[Plural, counts("n")]
    on_time: str
    lasts: Annotated[Plural, counts("n")]
    change_agenda: str
    nothing_back: str
