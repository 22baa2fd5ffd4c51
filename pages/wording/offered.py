"""Which languages are offered, and the rule that decides which one someone reads."""

from collections.abc import Iterable
from functools import cache

from exercises import AGENDA
from exercises.content import FIRST_LANGUAGE
from pages.wording import WORDING


@cache
def offered() -> tuple[str, ...]:
    """Return the languages in which the app and every exercise are completely translated."""
    wordings = (WORDING, *(exercise.wording for exercise in AGENDA))
    return tuple(code for code in WORDING.languages if all(code in w.complete for w in wordings))


def decide(chosen: str, rooms: str, browsers: Iterable[str]) -> str:
    """Return someone's language: their own choice, else their room's, else their browser's.

    Of the browser's, such as "de-AT", the first that's offered counts; if none is, English.
    """
    codes = (tag.strip().partition("-")[0].lower() for tag in (chosen, rooms, *browsers))
    return next((code for code in codes if code in offered()), FIRST_LANGUAGE)


def accepted(header: str) -> tuple[str, ...]:
    """Return the languages of an Accept-Language header, in the browser's order."""
    return tuple(part.partition(";")[0].strip() for part in header[:200].split(","))


def names() -> dict[str, str]:
    """Return each offered language's own name for itself, by code."""
    return {code: WORDING.in_(code).language.name for code in offered()}
