"""Wording for practice rooms."""

from typing import Annotated

from exercises.content import Words, takes


class RehearsalWords(Words):
    """Practising a session with invented people."""

    title: str
    intro: Annotated[str, takes("people")]
    named: Annotated[str, takes("title")]
    begin: str
    open: str
    back: str
    remove: str
