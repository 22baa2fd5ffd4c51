"""The shape of the wording of what is deleted by itself."""

from typing import Annotated

from exercises.content import Words
from exercises.plural import Plural, counts


class RetentionWords(Words):
    """After how long a room, or what a learner gave, is deleted."""

    room: Annotated[Plural, counts("days")]
    alone: Annotated[Plural, counts("days")]
    day: Annotated[Plural, counts("days", "day")]
    copied: Annotated[Plural, counts("days")]
    gone_from_file: Annotated[Plural, counts("minutes")]
    gone_from_database: str
