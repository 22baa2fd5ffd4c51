"""The contents of an attendee's plan, gathered from all their answers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from starlette.requests import Request

from data import Store
from data.answers import OwnAnswer
from exercises import AGENDA, formats
from exercises.exercise import Answer
from exercises.plan import Date, Items, Section, ToDo
from exercises.text import within
from pages.http import zones
from pages.http.routes.callers import Caller, Refusal
from pages.http.speaking import language_of
from pages.wording import WORDING
from pages.wording.plan import PlanWords

PAPERS: Final = ("a4", "letter")
_NEXT: Final = 3
_FIRST: Final = "goals"  # the exercise that opens the first page


@dataclass(frozen=True)
class Plan:
    """A plan's sections in the order of the agenda, and its dates in chronological order."""

    title: str  # the room's
    made_on: date
    sections: tuple[Section, ...]
    dates: tuple[Date, ...]
    words: PlanWords
    language: str
    front: tuple[Section, ...] = ()  # the first page
    undated: tuple[ToDo, ...] = ()

    def chosen(self, keys: Collection[str] | None) -> tuple[Section, ...]:
        """Return the sections with these keys, or by default the usual ones."""
        if keys is None:
            return tuple(section for section in self.sections if section.usual)
        return tuple(section for section in self.sections if section.key in keys)

    def next_steps(self) -> Section | None:
        """Return the next three steps, those with a date first; if all have passed, the last."""
        to_come = [on for on in self.dates if on.on >= self.made_on]
        titles = [*map(self._dated, to_come), *(to_do.title for to_do in self.undated)]
        lines = tuple(titles[:_NEXT] or map(self._dated, self.dates[-_NEXT:]))
        return Section(self.words.next_steps, (Items("", lines),)) if lines else None

    def day(self, on: date) -> str:
        """Return a date as the plan's language writes it."""
        return formats.day(on, self.language)

    def made(self) -> str:
        """Return the line that names the room and the day the plan was made."""
        return self.words.made.format(room=within(self.title), day=self.day(self.made_on))

    def days(self) -> tuple[str, ...]:
        """Return a line for each date."""
        return tuple(map(self._dated, self.dates))

    def _dated(self, date: Date) -> str:
        return formats.named(self.day(date.on), within(date.title), self.language)


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
    """Return the plan for someone's answers, in this language, made today."""
    sections: list[Section] = []
    goals: list[Section] = []
    front: list[Section] = []
    dates: list[Date] = []
    undated: list[ToDo] = []
    for exercise in AGENDA:
        answer = answers.get(exercise.slug)
        if answer is None:
            continue
        content = exercise.content(language)
        if section := exercise.plan(answer, content):
            sections.append(replace(section, key=section.key or exercise.slug))
        sections += exercise.apart(answer, content)
        if first := exercise.front(answer, content):
            (goals if exercise.slug == _FIRST else front).append(first)
        own = exercise.dates(answer, content)
        dates = _joined(dates, [replace(d, item=f"{exercise.slug}-{d.item}") for d in own])
        undated += exercise.to_do(answer, content)
    words = WORDING.in_(language).plan
    in_order = tuple(sorted(dates, key=lambda day: day.on))
    to_do = _once(undated, dates)
    made = Plan(title, today, tuple(sections), in_order, words, language, (*goals, *front), to_do)
    steps, days = made.next_steps(), (Items("", made.days()),)
    if in_order:
        sections.append(Section(words.dates, days, "dates", usual=len(in_order) > _NEXT))
    # The goals first, then the next steps, then the message and the meeting they lead to.
    ordered = (*goals, *([steps] if steps else []), *front)
    return replace(made, sections=tuple(sections), front=ordered)


def _joined(dates: list[Date], later: Iterable[Date]) -> list[Date]:
    """Add a later step's dates; an action in both appears once, with its new date."""
    joined = list(dates)
    for new in later:
        action = new.action.casefold()
        same = [n for n, of in enumerate(dates) if action and of.action.casefold() == action]
        if not same:
            joined.append(new)
        elif all(dates[n].on != new.on for n in same):
            joined[same[0]] = replace(dates[same[0]], on=new.on)
    return joined


def _once(undated: Iterable[ToDo], dates: Iterable[Date]) -> tuple[ToDo, ...]:
    """Return each action without a date once, and none that another step has a date for."""
    known = {date.action.casefold() for date in dates}
    once = {to_do.action.casefold(): to_do for to_do in reversed(list(undated))}
    return tuple(to_do for action, to_do in reversed(once.items()) if action not in known)


def own_plan(caller: Caller) -> Plan:
    """Return the caller's own plan; refuse anyone who isn't an attendee."""
    cohort, key = caller.attended()
    language = language_of(caller.request, cohort)
    title = WORDING.in_(language).alone.title if cohort.alone else cohort.title
    own = caller.store.answers.given(key)
    today = zones.today(zones.asked(caller.request))
    return plan_of(title, _read(own), language, today)


def parts_of(request: Request) -> tuple[str, ...] | None:
    """Return the keys of the requested sections, or None for the usual ones."""
    asked = request.query_params.get("parts")
    return None if asked is None else tuple(asked.split("."))


def paper_of(request: Request) -> str:
    """Return the requested paper size; refuse an unknown one."""
    paper = request.query_params.get("paper", PAPERS[0])
    if paper not in PAPERS:
        raise Refusal(422, "The paper must be a4 or letter.")
    return paper
