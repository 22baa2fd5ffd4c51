"""The shape of the wording of what is deleted by itself."""

from typing import Annotated

from exercises.content import Words, takes


class RetentionWords(Words):
    """After how long a room, or what a learner gave, is deleted."""

    room: Annotated[str, takes("days")]
    alone: Annotated[str, takes("days")]
    day: Annotated[str, takes("days", "day")]
