"""What one attendee's plan holds, gathered from all that they gave."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from data import Store
from data.answers import OwnAnswer
from exercises import AGENDA, formats
from exercises.exercise import Answer
from exercises.plan import Date, Section
from exercises.text import within
from pages.http import zones
from pages.http.routes.callers import Caller
from pages.http.speaking import language_of
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

    def day(self, on: date) -> str:
        """Return a day as the language of the words writes it."""
        return formats.day(on, self.language)

    def made(self) -> str:
        """Say for which room and on which day the plan was taken along."""
        return self.words.made.format(room=within(self.title), day=self.day(self.made_on))

    def days(self) -> tuple[str, ...]:
        """Return a line for each of the dates."""
        return tuple(f"{self.day(date.on)}: {within(date.title)}" for date in self.dates)


def given(store: Store, key: str) -> dict[str, Answer]:
    """Return an attendee's own latest answers by exercise, in the order of the agenda."""
    return _read(store.answers.given(key))


def _read(own: Mapping[str, OwnAnswer]) -> dict[str, Answer]:
    return {e.slug: e.answer.model_validate_json(own[e.slug].json) for e in AGENDA if e.slug in own}


def plan_of(
    title: str,
    answers: Mapping[str, Answer],
    language: str,
    today: date,
) -> Plan:
    """Return the plan that follows from somebody's answers, in a language, made today."""
    sections: list[Section] = []
    dates: list[Date] = []
    for exercise in AGENDA:
        answer = answers.get(exercise.slug)
        if answer is None:
            continue
        content = exercise.content(language)
        if section := exercise.plan(answer, content):
            sections.append(section)
        dates += (
            replace(day, item=f"{exercise.slug}-{day.item}")
            for day in exercise.dates(answer, content)
        )
    words = WORDING.in_(language).plan
    in_order = tuple(sorted(dates, key=lambda day: day.on))
    return Plan(title, today, tuple(sections), in_order, words, language)


def own_plan(caller: Caller) -> Plan:
    """Return the plan of the attendee who asks; refuse anyone else."""
    cohort, key = caller.attended()
    language = language_of(caller.request, cohort)
    title = WORDING.in_(language).alone.title if cohort.alone else cohort.title
    own = caller.store.answers.given(key)
    today = zones.today(zones.asked(caller.request))
    return plan_of(title, _read(own), language, today)
