"""Wording for learning without a room, and for the choice of language."""

from typing import Annotated

from exercises.content import Words
from exercises.plural import Plural, counts


class AloneWords(Words):
    """For someone who learns without a room, or did before they joined one."""

    offer: str
    agenda: str
    sitting: Annotated[Plural, counts("minutes", "n")]
    schedule: str
    about: str
    example: str
    start: str
    title: str
    who_sees: str
    counted: str
    join_later: str
    other: str
    past_title: str
    past: str
    past_which: str
    past_room: Annotated[Plural, counts("n", "month", "place")]
    no_past: str
    take_along: str
    take_along_help: str
    take: str
    leave: str
    taken: str
    recording: str
    recording_link: str


class LanguageWords(Words):
    """The choice of language; `name` is the language's own name for itself."""

    name: str
    choose: str
