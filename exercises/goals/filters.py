"""By what a room can be parted after step 1: what its goals are for."""

from exercises.exercise import Filter
from exercises.goals.wording import GoalsContent

_PURPOSE = """
    SELECT DISTINCT attendee, unnest(from_json(shared -> '$.purposes', '["VARCHAR"]')) AS value
    FROM latest
"""


def _purposes(content: GoalsContent) -> dict[str, str]:
    told = content.filters["purpose"]
    return {p: told.format(value=name) for p, name in content.purposes.items()}


FILTERS = (Filter("purpose", _PURPOSE, _purposes),)
