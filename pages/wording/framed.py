"""The shape of the wording for a page in somebody else's frame."""

from exercises.content import Words


class FramedWords(Words):
    """What one does where a frame keeps no cookies."""

    no_cookie: str
    own_tab: str
