"""Parting a room: the results of one group in it, where the one rule lets them be shown."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from data import votes
from data.batches import Counted
from data.cohorts import Cohort
from data.cues import RoomState
from data.groups import NOTHING, Among, Asked, Group, Released, released
from data.summaries import RoomSummary, Summaries

# What results may be filtered by: an exercise, and the name of its filter.
Question = tuple[str, str]


class Parts(NamedTuple):
    """What an agenda asks, and its filters: which groups are shown depends on all of it.

    `questions` has the questions.sql of every exercise; `filters` has the SQL of every filter, and
    the name of the question that puts someone into a group, which may contain {value}.
    """

    questions: Mapping[str, str]
    filters: Mapping[Question, tuple[str, str]]


class Parting(Summaries):
    """The results of groups."""

    def summary_among(
        self, cohort: Cohort, exercise: str, sql: str, among: Among, parts: Parts
    ) -> RoomSummary:
        """Return one group's results in an exercise, suppressed if they may not be shown.

        They have only the questions that groups are shown in, and count only people who answered
        all of those when the room first closed (data/groups.py).
        """

        def computed() -> RoomSummary:
            shown, closed = self._released(cohort, parts), self.when_first_closed(cohort.code)
            group = shown.groups.get(among)
            questions = sorted(name for of, name in shown.questions if of == exercise)
            counted = closed and self._once(cohort, exercise, closed)
            if group is None or not questions or not counted:
                return RoomSummary(exercise, 0, cohort.min_group, suppressed=True)
            sql_of_answers, asked = counted
            parted = votes.with_these_questions(sql_of_answers, parts.questions[exercise])
            found = self._database.figure(
                f"{parted} SELECT f.* FROM ({sql}) AS f",
                {
                    **asked,
                    "min_group": cohort.min_group,
                    "people": sorted(group),
                    "shown": questions,
                },
            )
            return RoomSummary(exercise, len(group), cohort.min_group, False, found)

        revision = self._changes.revision(cohort.code).answers
        return self._computed.of(cohort.code, ("among", exercise, among), revision, computed)

    def _released(self, cohort: Cohort, parts: Parts) -> Released:
        def computed() -> Released:
            closed = self.when_first_closed(cohort.code)
            return self._all_released(cohort, parts, closed) if closed else NOTHING

        revision = self._changes.revision(cohort.code).answers
        return self._computed.of(cohort.code, "groups", revision, computed)

    def _all_released(self, cohort: Cohort, parts: Parts, closed: RoomState) -> Released:
        answered: dict[Asked, dict[str, str]] = defaultdict(dict)
        for exercise, sql in parts.questions.items():
            columns = "attendee, question, answer::VARCHAR"
            for attendee, question, answer in self._read(cohort, exercise, closed, sql, columns):
                answered[exercise, question][attendee] = answer
        return released(answered, self._all_groups(cohort, parts, closed), cohort.min_group)

    def _all_groups(self, cohort: Cohort, parts: Parts, closed: RoomState) -> dict[Among, Group]:
        """Return the groups of each filter, larger ones first."""
        found: dict[Among, Group] = {}
        for (exercise, name), (sql, asks) in parts.filters.items():
            people: dict[str, set[str]] = defaultdict(set)
            for attendee, value in self._read(cohort, exercise, closed, sql, "attendee, value"):
                people[value].add(attendee)
            for value in sorted(people, key=lambda value: (-len(people[value]), value)):
                asked = (exercise, asks.format(value=value))
                found[Among(exercise, name, value)] = Group(asked, frozenset(people[value]))
        return found

    def _read(
        self, cohort: Cohort, exercise: str, closed: RoomState, sql: str, columns: str
    ) -> list[tuple[str, ...]]:
        counted = self._once(cohort, exercise, closed)
        if counted is None:
            return []
        rows = f"WITH latest AS MATERIALIZED ({counted[0]}) SELECT {columns} FROM ({sql})"
        return self._database.figures(rows, counted[1])

    def _once(self, cohort: Cohort, exercise: str, closed: RoomState) -> Counted | None:
        """Return an exercise's answers if it was voted on once and never reopened, or else None."""
        state = closed.of(exercise)
        if state.second:
            return None
        return self._moments(cohort, exercise, state, state.first).only
