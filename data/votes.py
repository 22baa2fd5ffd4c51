"""The answers that count: in a vote, in a second one, and of each vote what may be shown.

Each piece of SQL makes one relation, which a figure then reads. `$until`, `$first` and `$second`
are the places in the order of all answers and cues at which votes were closed.
"""

from importlib.resources import files
from typing import Final

# What a vote that is still open has in place of the seq of its end: later than any.
STILL_OPEN: Final = 2**62

# The answers of a vote: one row per attendee, the latest that they gave before it was closed.
FIRST_VOTE: Final = """
    SELECT attendee, arg_max(shared, seq) AS shared
    FROM workshop.answers
    WHERE cohort = $cohort AND exercise = $exercise AND seq <= $until
    GROUP BY attendee
"""

# The same in a second vote, which counts those who voted again, and nobody else. Where too few
# voted before for that ever to show, there is one vote, and it counts everyone.
SECOND_VOTE: Final = """
    WITH voted AS (
        SELECT
            attendee,
            arg_max(shared, seq) AS shared,
            min(seq) <= $first AS before,
            max(seq) > $first AS again
        FROM workshop.answers
        WHERE cohort = $cohort AND exercise = $exercise AND seq <= $until
        GROUP BY attendee
    )
    SELECT attendee, shared FROM voted
    WHERE (before AND again) OR (SELECT count(*) FROM voted WHERE before) < $min_group
"""

# Everyone who was in the first vote, with their answer in each; none in the second where they kept
# their first.
BOTH_VOTES: Final = """
    SELECT
        attendee,
        arg_max(shared, seq) FILTER (seq <= $first) AS first,
        arg_max(shared, seq) FILTER (seq > $first) AS second
    FROM workshop.answers
    WHERE cohort = $cohort AND exercise = $exercise AND seq <= $second
    GROUP BY attendee
    HAVING min(seq) <= $first
"""

# For a summary.sql that hides what too few said within one of its questions.
MINIMUM: Final = "minimum AS (SELECT $min_group::INTEGER AS least)"

QUESTIONS: Final = files("data").joinpath("questions.sql").read_text("utf-8")


def with_what_shows(answers: str, questions: str) -> str:
    """Return WITH latest, minimum: these answers without the questions that too few answered."""
    return f"""
        WITH counted AS MATERIALIZED ({answers}),
        {MINIMUM},
        asked AS (
            WITH latest AS (SELECT * FROM counted)
            SELECT question, any_value(blank) AS blank FROM ({questions})
            GROUP BY question HAVING count(*) < (SELECT least FROM minimum)
        ),
        latest AS MATERIALIZED ({_without("SELECT blank FROM asked")})
    """


def with_these_questions(answers: str, questions: str) -> str:
    """Return WITH latest, minimum: these answers of $people, of the questions in $shown alone."""
    return f"""
        WITH counted AS MATERIALIZED (
            SELECT * FROM ({answers}) WHERE list_contains($people, attendee)
        ),
        {MINIMUM},
        asked AS (
            WITH latest AS (SELECT * FROM counted)
            SELECT DISTINCT question, blank FROM ({questions})
            WHERE NOT list_contains($shown, question)
        ),
        latest AS MATERIALIZED ({_without("SELECT blank FROM asked")})
    """


def _without(blanks: str) -> str:
    return f"""
        SELECT
            attendee,
            list_reduce(
                list_prepend(shared::JSON, (SELECT coalesce(list(blank), []) FROM ({blanks}))),
                lambda answer, blank: json_merge_patch(answer, blank)
            )::VARCHAR AS shared
        FROM counted
    """
