"""The plan as data: exported as JSON, and imported with the checks that untrusted input gets."""

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError
from starlette.responses import Response

from exercises import exercise
from exercises.exercise import Answer
from exercises.formats import listed
from pages.http.documents.plan.download import download
from pages.http.documents.plan.gathered import given
from pages.http.routes.callers import Caller
from pages.http.speaking import language_of
from pages.wording import WORDING

FORMAT: Final = "climbing-together-plan"
VERSION: Final = 1
MOST_CHARACTERS: Final = 150_000


class NotLoaded(Exception):
    """The file can't be loaded; `reasons` say why, in words for people."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def as_json(caller: Caller) -> Response:
    """Return all the attendee's answers, in a form that can be loaded back."""
    cohort, key = caller.attended()
    words = WORDING.in_(language_of(caller.request, cohort)).plan
    made = written(given(caller.store, key)).encode()
    return download(made, "application/json", words, "json")


def written(answers: Mapping[str, Answer]) -> str:
    """Return answers as JSON."""
    told = {slug: answer.model_dump(mode="json") for slug, answer in answers.items()}
    whole = {"format": FORMAT, "version": VERSION, "answers": told}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def read(text: str, language: str) -> dict[str, Answer]:
    """Return the text's answers by exercise, all valid; raise NotLoaded otherwise."""
    words = WORDING.in_(language).plan
    if len(text) > MOST_CHARACTERS:
        raise NotLoaded([words.too_long])
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotLoaded([words.not_json]) from error
    told = whole.get("answers") if isinstance(whole, dict) else None
    ours = isinstance(told, dict) and (whole.get("format"), whole.get("version")) == (
        FORMAT,
        VERSION,
    )
    if not ours or not isinstance(told, dict):
        raise NotLoaded([words.not_ours])
    if not told:
        raise NotLoaded([words.empty])
    return _valid(told, language)


def _valid(told: dict[str, Any], language: str) -> dict[str, Answer]:
    words = WORDING.in_(language).plan
    answers: dict[str, Answer] = {}
    reasons = []
    for slug, answer in told.items():
        known = exercise(slug)
        if known is None:
            reasons.append(words.unknown_exercise.format(name=slug[:40]))
            continue
        try:
            answers[slug] = known.answer.model_validate_json(json.dumps(answer))
        except (ValidationError, UnicodeError) as error:
            title, places = known.content(language).title, listed(_places(error, slug), language)
            reasons.append(words.not_valid.format(name=title, reasons=places))
    if reasons:
        raise NotLoaded(reasons)
    return answers


def _places(error: ValidationError | UnicodeError, slug: str) -> list[str]:
    """Return where the file is invalid, as dotted paths."""
    found = [()] if isinstance(error, UnicodeError) else [e["loc"] for e in error.errors()[:3]]
    return list(dict.fromkeys(".".join(map(str, (slug, *of)))[:60] for of in found))
