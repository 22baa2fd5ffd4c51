"""Splits a room by step 1: what the first goal is for."""

from exercises.exercise import Filter
from exercises.goals.wording import GoalsContent

# The first goal with a purpose: each person is in one group, so more groups can be shown.
_PURPOSE = """
    SELECT attendee, shared ->> '$.purposes[0]' AS value FROM latest
    WHERE shared ->> '$.purposes[0]' IS NOT NULL
"""


def _purposes(content: GoalsContent) -> dict[str, str]:
    told = content.filters["purpose"]
    return {p: told.format(value=name) for p, name in content.purposes.items()}


FILTERS = (Filter("purpose", _PURPOSE, "purposes", _purposes),)
