"""Wording for automatic deletion."""

from typing import Annotated

from exercises.content import Words
from exercises.plural import Plural, counts


class RetentionWords(Words):
    """When a room, or a learner's answers, will be deleted."""

    room: Annotated[Plural, counts("days")]
    alone: Annotated[Plural, counts("days")]
    day: Annotated[Plural, counts("days", "day")]
    copied: Annotated[Plural, counts("days")]
    gone_from_file: Annotated[Plural, counts("minutes")]
    gone_from_database: str
