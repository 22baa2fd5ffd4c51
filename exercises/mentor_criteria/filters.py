"""Splits a room by step 3: which quality people put first."""

from exercises.exercise import Filter
from exercises.mentor_criteria.wording import MentorCriteriaContent

_FIRST = """
    SELECT attendee, shared ->> '$.ranking[0]' AS value FROM latest
    WHERE shared ->> '$.ranking[0]' IS NOT NULL
"""


def _qualities(content: MentorCriteriaContent) -> dict[str, str]:
    told = content.filters["first"]
    return {c: told.format(value=q.name) for c, q in content.criteria.items()}


FILTERS = (Filter("first", _FIRST, "ranking", _qualities),)
