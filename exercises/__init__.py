"""What an exercise is, and the agenda: the exercises in workshop order."""

from exercises.closing import EXERCISE as CLOSING
from exercises.exercise import Exercise
from exercises.find_mentors import EXERCISE as FIND_MENTORS
from exercises.goals import EXERCISE as GOALS
from exercises.mentor_criteria import EXERCISE as MENTOR_CRITERIA
from exercises.myths import EXERCISE as MYTHS
from exercises.nurture import EXERCISE as NURTURE
from exercises.pitch import EXERCISE as PITCH
from exercises.roles import EXERCISE as ROLES
from exercises.self_assessment import EXERCISE as SELF_ASSESSMENT

__all__ = ["AGENDA", "Exercise", "exercise"]

AGENDA: tuple[Exercise, ...] = (
    ROLES,
    GOALS,
    SELF_ASSESSMENT,
    MENTOR_CRITERIA,
    FIND_MENTORS,
    PITCH,
    NURTURE,
    MYTHS,
    CLOSING,
)


def exercise(slug: str) -> Exercise | None:
    """Return the exercise with this slug, or None if the agenda has none."""
    return next((e for e in AGENDA if e.slug == slug), None)
