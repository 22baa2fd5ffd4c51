"""Wording for the page where a room's agenda is chosen."""

from typing import Annotated

from exercises.content import Words, takes
from exercises.plural import Plural, counts


class AgendaWords(Words):
    """Which steps a session has, and how long each takes."""

    title: str
    intro: str
    preset: Annotated[Plural, counts("n")]
    minutes: Annotated[str, takes("title")]
    length: Annotated[Plural, counts("n", "welcome")]
    empty: str
    saved: str
    back: str
