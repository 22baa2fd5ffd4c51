"""What the commitment can start with: actions from earlier steps, offered but never forced."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from exercises.closing.answer import MAX_COMMITMENT
from exercises.closing.wording import ClosingContent
from exercises.exercise import Given
from exercises.find_mentors import WORDING as FIND_MENTORS
from exercises.find_mentors.answer import FindMentors
from exercises.find_mentors.plan import next_action
from exercises.goals.answer import Goals
from exercises.nurture import WORDING as NURTURE
from exercises.nurture.answer import Nurture
from exercises.text import cut

OFFERED: Final = 4


@dataclass(frozen=True)
class Planned:
    """Something a person plans to do, in their own words, and the day if there is one."""

    action: str
    by: date | None = None


def offered(written: str, given: Given, content: ClosingContent) -> tuple[Planned, ...]:
    """Return what's already planned, soonest first, unless another commitment is written."""
    found = dict.fromkeys(_planned(given, content))
    by_day = sorted(found, key=lambda planned: (planned.by is None, planned.by or date.min))
    planned = tuple(by_day[:OFFERED])
    return planned if not written or written in {one.action for one in planned} else ()


def _planned(given: Given, content: ClosingContent) -> Iterator[Planned]:
    people = given.get("find_mentors")
    for person in people.people if isinstance(people, FindMentors) else ():
        action = next_action(person, FIND_MENTORS.in_(content.locale))
        if action:
            yield Planned(cut(action, MAX_COMMITMENT), person.by)
    meeting = given.get("nurture")
    if isinstance(meeting, Nurture) and meeting.first_meeting:
        yield Planned(NURTURE.in_(content.locale).plan.calendar, meeting.first_meeting)
    goals = given.get("goals")
    for goal in goals.goals if isinstance(goals, Goals) else ():
        if goal.if_then:
            yield Planned(goal.if_then)
