"""The shape of the wording for a connection that is lost, or never comes."""

from typing import Annotated

from exercises.content import Words, takes


class ConnectionWords(Words):
    """What the browser says by itself, as it can't ask the server."""

    lost: str
    lost_on_stage: str
    unreachable: str
    blocked: Annotated[str, takes("host")]
