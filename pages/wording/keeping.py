"""Wording for managing a room before and after a session."""

from typing import Annotated

from exercises.content import Words, takes


class KeepingWords(Words):
    """What a facilitator can do with a room outside a session."""

    title: str
    rename: str
    is_open: str
    is_closed: str
    close: str
    close_sure: str
    close_yes: str
    reopen: str
    take_home: str
    past_allowed: str
    past_when_closed: str
    past_forbidden: str
    allow: str
    forbid: str
    delete_warning: Annotated[str, takes("code")]
    delete_code: str
    delete: str
    wrong_code: str
