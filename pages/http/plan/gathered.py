"""What one attendee's plan holds, gathered from all that they gave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from starlette.requests import Request

from data import Store
from exercises import AGENDA
from exercises.content import FIRST_LANGUAGE
from exercises.exercise import Answer
from exercises.plan import Date, Section
from pages.http import keyring
from pages.http.callers import Caller
from pages.wording import WORDING
from pages.wording.plan import PlanWords


@dataclass(frozen=True)
class Plan:
    """The sections of a plan in the order of the agenda, and its dates in theirs."""

    title: str  # of the room
    made_on: date
    sections: tuple[Section, ...]
    dates: tuple[Date, ...]
    words: PlanWords
    language: str


def given(store: Store, key: str) -> dict[str, Answer]:
    """Return an attendee's own latest answers by exercise, in the order of the agenda."""
    own = store.answers.given(key)
    return {e.slug: e.answer.model_validate_json(own[e.slug].json) for e in AGENDA if e.slug in own}


def plan_of(title: str, answers: Mapping[str, Answer], language: str) -> Plan:
    """Return the plan that follows from somebody's answers, in a language."""
    sections: list[Section] = []
    dates: list[Date] = []
    for exercise in AGENDA:
        answer = answers.get(exercise.slug)
        if answer is None:
            continue
        content = exercise.content(language)
        if section := exercise.plan(answer, content):
            sections.append(section)
        dates += exercise.dates(answer, content)
    today = datetime.now(UTC).date()
    words = WORDING.in_(language).plan
    in_order = tuple(sorted(dates, key=lambda day: day.on))
    return Plan(title, today, tuple(sections), in_order, words, language)


def own_plan(caller: Caller) -> Plan:
    """Return the plan of the attendee who asks; refuse anyone else."""
    cohort, key = caller.attended()
    language = language_of(caller.request)
    title = WORDING.in_(language).alone.title if cohort.alone else cohort.title
    return plan_of(title, given(caller.store, key), language)


def language_of(request: Request) -> str:
    """Return the code of the language that a browser asks for, as pages find it."""
    accepted = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0]
    asked = (request.cookies.get(keyring.LANGUAGE), accepted)
    codes = ((language or "").partition("-")[0].strip().lower() for language in asked)
    return next((code for code in codes if code in WORDING.languages), FIRST_LANGUAGE)
