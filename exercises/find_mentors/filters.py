"""Splits a room by step 4: which routes people have tried."""

from exercises.exercise import Filter
from exercises.find_mentors.wording import FindMentorsContent

_TRIED = """
    SELECT attendee, said.key AS value
    FROM latest CROSS JOIN json_each(latest.shared::JSON, '$.routes') AS said
    WHERE said.value ->> '$' = 'tried'
"""


def _routes(content: FindMentorsContent) -> dict[str, str]:
    told = content.filters["tried"]
    return {r: told.format(value=words.name) for r, words in content.routes.items()}


FILTERS = (Filter("tried", _TRIED, "routes.{value}", _routes),)
