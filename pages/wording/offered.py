"""Which languages are offered, and the one rule that decides which of them somebody reads."""

from collections.abc import Iterable
from functools import cache

from exercises import AGENDA
from exercises.content import FIRST_LANGUAGE
from pages.wording import WORDING


@cache
def offered() -> tuple[str, ...]:
    """Return the languages in which the house and every exercise say everything they say."""
    wordings = (WORDING, *(exercise.wording for exercise in AGENDA))
    return tuple(code for code in WORDING.languages if all(code in w.complete for w in wordings))


def decide(chosen: str, rooms: str, browsers: Iterable[str]) -> str:
    """Return the language for somebody: their own choice, else their room's, else their browser's.

    Of the browser's, such as "de-AT", the first that is offered counts; English where none is.
    """
    codes = (tag.strip().partition("-")[0].lower() for tag in (chosen, rooms, *browsers))
    return next((code for code in codes if code in offered()), FIRST_LANGUAGE)


def accepted(header: str) -> tuple[str, ...]:
    """Return the languages of an Accept-Language header, in the order that browsers send them."""
    return tuple(part.partition(";")[0].strip() for part in header[:200].split(","))


def names() -> dict[str, str]:
    """Return what each language on offer is called in itself, by its code."""
    return {code: WORDING.in_(code).language.name for code in offered()}
