"""Wording for a room's facilitator links."""

from typing import Annotated

from exercises.content import Words, takes
from exercises.plural import Plural, counts


class LinksWords(Words):
    """Who facilitates a room, and by which link."""

    title: str
    intro: str
    unnamed: str
    made_on: Annotated[str, takes("fingerprint", "day")]
    long_ago: str
    reissue: Annotated[str, takes("fingerprint")]
    revoke: Annotated[str, takes("fingerprint")]
    last: str
    gone: str
    too_many: str
    label: str
    label_example: str
    label_missing: Annotated[Plural, counts("length")]
    add: str
    new: str
    open: str
    you: str
    sure: str
    sure_you: str
    revoke_sure: str
    phone: str
    phone_how: str
    phone_show: str
    phone_warning: Annotated[str, takes("label", "manage")]
    phone_hide: str
    phone_label: str
    phone_qr: str
