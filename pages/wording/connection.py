"""Wording for a connection that's lost or blocked."""

from typing import Annotated

from exercises.content import Words, takes


class ConnectionWords(Words):
    """What the browser says without the server."""

    lost: str
    lost_on_stage: str
    unreachable: str
    blocked: Annotated[str, takes("host")]
