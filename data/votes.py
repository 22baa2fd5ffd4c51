"""The answers that count: in a vote, in a second one, and of each vote what may be shown.

Each piece of SQL makes one relation, which a figure then reads. `$until` is the place in the order
of all answers and cues at which a vote was closed; `$first` is that of a first vote, and `$since`
the place at which a second one began.
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

# What each person's votes are in two: who came late to the first, or only changed private words
# since the second began, or went back to what they had, has not voted again.
_VOTERS: Final = """
    SELECT
        attendee,
        arg_max(shared, seq) AS shared,
        min(seq) <= $first AS before,
        max(seq) > $since AS since,
        max(seq) > $since AND arg_max(shared, seq)
            IS DISTINCT FROM arg_max(shared, seq) FILTER (seq <= $since) AS changed
    FROM workshop.answers
    WHERE cohort = $cohort AND exercise = $exercise AND seq <= $until
    GROUP BY attendee
"""

# In a second vote: those who had voted before and voted again, and those who vote for the first
# time. Nobody who was in the first vote and kept theirs is in either.
VOTED_AGAIN: Final = f"SELECT attendee, shared FROM ({_VOTERS}) AS v WHERE before AND changed"
NEWCOMERS: Final = f"SELECT attendee, shared FROM ({_VOTERS}) AS v WHERE NOT before AND since"
# Those who answered between the two, and so are in neither.
IN_NO_VOTE: Final = f"SELECT attendee FROM ({_VOTERS}) AS v WHERE NOT before AND NOT since"
TALLY: Final = f"""
    SELECT
        count(*) FILTER (before),
        count(*) FILTER (before AND changed),
        count(*) FILTER (NOT before AND since)
    FROM ({_VOTERS}) AS voters
"""

# Everyone who was in the first vote, with their answer in each: none in the first where they came
# after it was closed for the first time, which was at $read_at, and none in the second where they
# kept their first.
BOTH_VOTES: Final = f"""
    WITH voters AS ({_VOTERS}),
    shown AS (
        SELECT attendee, arg_max(shared, seq) AS first FROM workshop.answers
        WHERE cohort = $cohort AND exercise = $exercise AND seq <= $read_at
        GROUP BY attendee
    )
    SELECT attendee, coalesce(first, '{{}}') AS first, CASE WHEN changed THEN shared END AS second
    FROM voters LEFT JOIN shown USING (attendee)
    WHERE before
"""

# The answers in figures that people joined in batches (data/batches.py): each person's as JSON,
# and the merge patches that make of it what is counted.
JOINED: Final = """
    SELECT
        attendee,
        list_reduce(patches, lambda answer, patch: json_merge_patch(answer, patch))::VARCHAR
            AS shared
    FROM (
        SELECT unnest($attendees::VARCHAR[]) AS attendee, unnest($patches::JSON[][]) AS patches
    )
"""

# For a summary.sql that hides what too few said within one of its questions.
MINIMUM: Final = "minimum AS (SELECT $min_group::INTEGER AS least)"

# Where only who answered matters.
NO_QUESTIONS: Final = (
    "SELECT attendee, NULL AS question, NULL AS answer, NULL AS blank FROM latest WHERE false"
)

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
