"""The shape of the wording of a rehearsal."""

from typing import Annotated

from exercises.content import Words, takes


class RehearsalWords(Words):
    """Practising for a room with invented people."""

    title: str
    intro: Annotated[str, takes("people")]
    named: Annotated[str, takes("title")]
    begin: str
    open: str
    back: str
    remove: str
