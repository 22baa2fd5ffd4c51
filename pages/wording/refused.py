"""What a person reads where there's no page of ours to show."""

from exercises.content import Words


class RefusedWords(Words):
    """Why a request was refused."""

    nothing_here: str
    not_taken: str
    too_large: str
    too_slow: str
    too_many: str
    home: str
