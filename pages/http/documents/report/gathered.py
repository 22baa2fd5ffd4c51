"""The contents of a report, gathered once for the document and the workbook."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from data import Store
from data.cohorts import Cohort
from exercises import AGENDA, Exercise, formats, timetable
from exercises.exercise import Picture
from exercises.timetable import Timetable
from pages.http import zones
from pages.http.routes.callers import Caller
from pages.http.speaking import language_of
from pages.results import votes
from pages.results.votes import VoteResult
from pages.wording import WORDING, Wording
from pages.wording import steps as naming


@dataclass(frozen=True)
class Part:
    """One exercise of a session: how many answered, and the results of each vote."""

    exercise: Exercise
    step: str
    title: str
    answered: int
    votes: list[VoteResult]
    left_out: int = 0  # of those who answered, who wait for others before results show it

    @property
    def drawn(self) -> list[tuple[VoteResult, Picture]]:
        """The charts that a short report draws, from the latest vote that has them."""
        found = [(v, p) for v in reversed(self.votes) for p in v.pictures]
        if not self.exercise.in_report:
            return found
        named = [[pair for pair in found if pair[1].slug == s] for s in self.exercise.in_report]
        return [pairs[0] for pairs in named if pairs]

    @property
    def headline(self) -> str:
        """The headline of the first of these."""
        return self.drawn[0][1].headline if self.drawn else ""

    @property
    def is_told(self) -> bool:
        """Whether enough people answered in any vote."""
        return any(not vote.summary.suppressed for vote in self.votes)

    def pictured(self, slug: str) -> Picture | None:
        """Return a chart by its slug, from the latest vote that has it."""
        all_of_it = (picture for vote in reversed(self.votes) for picture in vote.pictures)
        return next((picture for picture in all_of_it if picture.slug == slug), None)


@dataclass(frozen=True)
class Report:
    """A session, in the language of whoever asked."""

    cohort: Cohort
    language: str
    joined: int
    parts: list[Part]
    days: tuple[date, date] | None

    @property
    def words(self) -> Wording:
        """The app's own wording in this language."""
        return WORDING.in_(self.language)

    def when(self) -> str:
        """Return the day or days on which people answered, or an empty string if nobody has."""
        if self.days is None:
            return ""
        first, last = map(self._day, self.days)
        return first if first == last else self.words.report.days.format(first=first, last=last)

    def _day(self, day: date) -> str:
        return formats.day(day, self.language)

    def name_of(self, vote: VoteResult) -> str:
        """Return a vote's name, or an empty string if there was only one."""
        words = self.words.report
        names = {"first": words.first_vote, "second": words.second_vote, "moves": words.moves}
        return names.get(vote.which, "")

    def too_few(self, vote: VoteResult) -> str:
        """Return why a vote has no results."""
        words, summary = self.words.report, vote.summary
        said = {"second": words.too_few_again, "moves": words.too_few_moved}
        template = said.get(vote.which, words.too_few)
        return template.format(n=summary.n, min_group=summary.min_group)

    def counted(self, vote: VoteResult) -> str:
        """Return a vote's name with how many answers it has, or why it has no results."""
        few, name = vote.summary.suppressed, self.name_of(vote)
        if few and vote.which in ("second", "moves"):
            return self.too_few(vote)  # which says what it's about
        line = self.too_few(vote) if few else self.how_many(vote)
        return self.words.report.named.format(name=name, line=line) if name else line

    def waiting(self, part: Part) -> str:
        """Return why fewer are in a step's results than answered; nothing where that isn't so."""
        told = self.words.run.waiting
        least = self.cohort.min_group
        return told.format(n=part.left_out, min_group=least) if part.left_out else ""

    def how_many(self, vote: VoteResult) -> str:
        """Return how many answers a vote has, and how many people kept their first vote."""
        words, summary = self.words.report, vote.summary
        kept = [words.kept.format(n=summary.kept)] if summary.kept else []
        return " · ".join([words.answers.format(n=summary.n), *kept])


def report(caller: Caller) -> Report:
    """Gather the report of the caller's cohort; refuse anyone who doesn't facilitate it."""
    cohort, request = caller.facilitated(), caller.request
    return gathered(caller.store, cohort, language_of(request, cohort), zones.asked(request))


def gathered(store: Store, cohort: Cohort, language: str, zone: ZoneInfo) -> Report:
    """Gather a cohort's report, with dates in this time zone.

    A step that the room skipped is included if enough people did it on their own.
    """
    planned = timetable.steps(_stops(store, cohort))
    counts, look = store.rooms.counts(cohort.code), votes.Look(language, answers=True)
    parts = [_part(store, cohort, e, counts.answered.get(e.slug, 0), look) for e in AGENDA]
    moments = store.rooms.first_and_last(cohort.code)
    days = (zones.day_of(moments[0], zone), zones.day_of(moments[1], zone)) if moments else None
    shown = [part for part in parts if part.exercise in planned or part.is_told]
    return Report(cohort, language, counts.joined, shown, days)


def _stops(store: Store, cohort: Cohort) -> Timetable:
    return timetable.timetable(store.rooms.state(cohort.code).agenda)


def _part(store: Store, cohort: Cohort, asked: Exercise, answered: int, look: votes.Look) -> Part:
    told = votes.told(store.rooms, cohort, asked, look)
    waiting = len(votes.left_out(store.rooms, cohort, asked))
    if len(told) == 1 and not told[0].summary.suppressed:
        waiting = max(waiting, answered - told[0].summary.n)  # with those who came late
    step = naming.name(_stops(store, cohort), asked, look.language)
    return Part(asked, step, asked.content(look.language).title, answered, told, waiting)
