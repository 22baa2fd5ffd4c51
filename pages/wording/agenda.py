"""The shape of the wording of the page on which a room gets its agenda."""

from typing import Annotated

from exercises.content import Words, takes
from exercises.plural import Plural, counts


class AgendaWords(Words):
    """Which steps a session takes, and for how long."""

    title: str
    intro: str
    preset: Annotated[Plural, counts("n")]
    minutes: Annotated[str, takes("title")]
    length: Annotated[Plural, counts("n", "welcome")]
    empty: str
    save: str
    saved: str
    back: str
