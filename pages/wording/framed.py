"""Wording for the app in another site's frame."""

from exercises.content import Words


class FramedWords(Words):
    """What to do if the frame blocks cookies."""

    no_cookie: str
    own_tab: str
