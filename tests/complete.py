"""Answers with an exercise's whole core, and nothing more."""

from datetime import date
from typing import Final

from exercises.closing.answer import ITEMS, Closing
from exercises.exercise import Answer
from exercises.find_mentors.answer import ROUTES, FindMentors, Person
from exercises.goals.answer import Goal, Goals
from exercises.mentor_criteria.answer import MentorCriteria
from exercises.myths.answer import QUIZ as MYTHS
from exercises.myths.answer import Myths
from exercises.nurture.answer import Nurture
from exercises.pitch.answer import Pitch
from exercises.roles.answer import QUIZ as ROLES
from exercises.roles.answer import Roles
from exercises.self_assessment.answer import Row, SelfAssessment

SOON: Final = date(2030, 12, 4)
_GOAL: Final = Goal(
    id="00000001", purpose="skill", sentence="Lead a review", guidance="How to stop a fight"
)
_ROW: Final = Row(
    id="00000001", growth=("influence",), strengths=("technical_depth",), challenges=("remote",)
)
_ANSWERS: Final[dict[str, Answer]] = {
    "roles": Roles.model_validate({"roles": ROLES.right}),
    "goals": Goals(goals=(_GOAL,)),
    "self_assessment": SelfAssessment(rows=(_ROW,)),
    "mentor_criteria": MentorCriteria(ranking=("connection", "commitment", "availability")),
    "find_mentors": FindMentors(
        routes=dict.fromkeys(ROUTES, "will_try"),
        people=(Person(id="00000001", name="Asha", action="Ask Ben", by=SOON),),
    ),
    "pitch": Pitch(who="I.", why="Me.", why_you="You led.", commitment="I'll.", ask="Could we?"),
    "nurture": Nurture(cadence="monthly", clauses=("goals",), questions=("path", "proud")),
    "myths": Myths.model_validate({"votes": MYTHS.right}),
    "closing": Closing(
        now=dict.fromkeys(ITEMS, 4), before=dict.fromkeys(ITEMS, 2), commitment="Write", by=SOON
    ),
}


def complete(slug: str) -> Answer:
    """Return an answer to an exercise with its whole core."""
    return _ANSWERS[slug]
