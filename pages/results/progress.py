"""How far a room is with an exercise: who has answered, and who is here and hasn't."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """How many have answered all of an exercise, and how many of those here have only started.

    Who answered and went is one of those who answered; who went without isn't missing. `answered`
    is None in a second vote in which too few voted for their number to be told.
    """

    answered: int | None
    started: int
    missing: int
    here: int
    counted: int  # in the results, where what someone has only started counts, too

    @property
    def whole(self) -> int:
        """How many the room is waiting for, and has waited for."""
        return (self.answered or 0) + self.started + self.missing


def among(all_of_it: Mapping[str, bool], here: frozenset[str], elsewhere: int = 0) -> Progress:
    """Return how far a room is by who answered, each with whether all of it, and who is here.

    Of those who are here at another process only the number is known: they may have answered.
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
