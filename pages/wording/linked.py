"""Wording for a plan opened by a private link."""

from typing import Annotated

from exercises.content import Words, takes


class LinkedWords(Words):
    """Whose plan it is, and that whoever sent the link can read it."""

    title: str
    ask: str
    mine: str
    not_mine: str
    mark: str
    leave: str
    stays_private: str
    other: Annotated[str, takes("code")]
    other_alone: str
