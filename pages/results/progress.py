"""A room's progress in an exercise: who has answered, and who's here and hasn't."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """How many have fully answered an exercise, and how many of those here have only started.

    Who answered and went is one of those who answered; who went without isn't missing. `answered`
    is None in a second vote in which too few voted for their number to be told. Once voting is
    closed, it's how many are in the results, and `unfinished` how many of them answered in part.
    """

    answered: int | None
    started: int
    missing: int
    here: int
    counted: int  # in the results, where what someone has only started counts, too
    closed: bool = False
    unfinished: int = 0

    @property
    def whole(self) -> int:
        """How many people the room is or was waiting for."""
        return (self.answered or 0) + self.started + self.missing


def among(all_of_it: Mapping[str, bool], here: frozenset[str], elsewhere: int = 0) -> Progress:
    """Return a room's progress, from who answered, whether fully, and who's here.

    Of the people in other processes only the number is known, so they may have answered already.
    """
    others = len(all_of_it.keys() - here)
    begun = {person for person, is_whole in all_of_it.items() if not is_whole}
    return Progress(
        answered=len(all_of_it) - len(begun),
        started=len(begun & here),
        missing=len(here - all_of_it.keys()) + max(elsewhere - others, 0),
        here=len(here) + elsewhere,
        counted=len(all_of_it),
    )
