"""The answers that count: in a first vote, in a second one, and what may be shown of each.

Each piece of SQL is a relation that a query then reads. `$until` is the seq at which a vote closed,
`$first` that of a first vote, and `$since` the seq at which a second one began.
"""

from importlib.resources import files
from typing import Final

# Stands in for the end of a vote that's still open: later than any seq.
STILL_OPEN: Final = 2**62

# The answers of a vote: one row per attendee, their latest before it closed.
FIRST_VOTE: Final = """
    SELECT attendee, arg_max(shared, seq) AS shared
    FROM workshop.answers
    WHERE cohort = $cohort AND exercise = $exercise AND seq <= $until
    GROUP BY attendee
"""

# Each person's part in two votes. People who were too late for the first, who only changed private
# words since the second began, or who went back to what they had, haven't voted again. People who
# chose to vote the same again have: that's in their answer, too.
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

# In a second vote: people who voted before and voted again, and people voting for the first time.
# Anyone who kept their first vote is in neither.
VOTED_AGAIN: Final = f"SELECT attendee, shared FROM ({_VOTERS}) AS v WHERE before AND changed"
NEWCOMERS: Final = f"SELECT attendee, shared FROM ({_VOTERS}) AS v WHERE NOT before AND since"
# People who answered between the two, and so are in neither.
IN_NO_VOTE: Final = f"SELECT attendee FROM ({_VOTERS}) AS v WHERE NOT before AND NOT since"
TALLY: Final = f"""
    SELECT
        count(*) FILTER (before),
        count(*) FILTER (before AND changed),
        count(*) FILTER (NOT before AND since)
    FROM ({_VOTERS}) AS voters
"""

# Everyone in the first vote, with their answer in each: none in the first if they came after it
# first closed, which was at $read_at, and none in the second if they kept their first.
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

# The answers in results that people joined in batches (data/batches.py), as they're counted.
JOINED: Final = """
    SELECT unnest($attendees::VARCHAR[]) AS attendee, unnest($shared::VARCHAR[]) AS shared
"""

# For a summary.sql that hides what too few people said within one of its questions.
MINIMUM: Final = "minimum AS (SELECT $min_group::INTEGER AS least)"

# For when only who answered matters.
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
    """Return WITH latest, minimum: the answers of $people, to the questions in $shown only."""
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
