"""The groups that a facilitator can filter results by: every filter of the agenda, and its name."""

from data.cohorts import Cohort
from data.groups import Among
from data.rooms import Parts, Rooms, RoomSummary
from exercises import AGENDA, Exercise, timetable
from exercises.timetable import Timetable
from pages.results import votes
from pages.wording import steps as naming

PARTS: Parts = Parts(
    questions=votes.QUESTIONS,
    filters={(e.slug, f.name): (f.sql, f.asks) for e in AGENDA for f in e.filters},
)


def choices(language: str, stops: Timetable | None = None) -> dict[Among, str]:
    """Return every available group with its name, in a room with these steps."""
    steps = stops or timetable.timetable()
    return {
        Among(exercise.slug, asked.name, value): f"{step} · {told}"
        for exercise in AGENDA
        for step in [naming.name(steps, exercise, language)]
        for content in [exercise.content(language)]
        for asked in exercise.filters
        for value, told in asked.values(content).items()
    }


def named(text: str) -> Among | None:
    """Return the group written as `exercise.filter.value`, or None if there's no such group."""
    parts = text.split(".")
    among = Among(*parts) if len(parts) == len(Among._fields) else None
    return among if among in choices("en") else None


def summary(rooms: Rooms, cohort: Cohort, exercise: Exercise, among: Among) -> RoomSummary:
    """Return a group's results in an exercise, suppressed if they may not be shown."""
    return rooms.summary_among(cohort, exercise.slug, exercise.summary_sql, among, PARTS)
