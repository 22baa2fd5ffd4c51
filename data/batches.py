"""Batches: people join results that may have been read, but never just a few at a time.

Once voting has closed, its results may have been read. If they then changed by one more person,
anyone who reads them again would see that person's answer as the difference. So people join the
results of a question in batches of at least the minimum, each at a moment when voting closed, and
are counted with the answer they had then. Any two results of a question are the same, or at least
the minimum of people apart. Until voting closes for the first time, results follow the answers as
they come in.

Subtracting results can't get around that: the batches of a question are disjoint sets of at least
the minimum, and every result counts whole batches.
"""

from collections.abc import Sequence
from typing import Any, Final

# A relation of answers, attendee and shared, as SQL and its values.
Counted = tuple[str, dict[str, Any]]

# After this many closings no one joins; otherwise each one would make results costlier.
MOST_CLOSINGS: Final = 20

# What everyone answered at each moment, question by question. '' stands for a question: having
# answered at all, with everything the person shares. Each answer is split once, however often it
# comes up.
_ANSWERED: Final = """
    told AS MATERIALIZED (
        SELECT row_number() OVER () AS id, attendee, shared
        FROM (SELECT DISTINCT attendee, shared FROM given) AS each_once
    ),
    pieces AS MATERIALIZED (
        WITH latest AS (SELECT id AS attendee, shared FROM told)
        SELECT attendee AS id, question, answer::VARCHAR AS answer, blank::VARCHAR AS blank
        FROM ({questions}) AS asked
        UNION ALL SELECT attendee, '', shared, '{{}}' FROM latest
    ),
    answered AS MATERIALIZED (
        SELECT moment, attendee, question, id
        FROM given JOIN told USING (attendee, shared) JOIN pieces USING (id)
    ),
"""
_NOBODY: Final = "SELECT attendee, question, id FROM answered WHERE false"
# Those who haven't joined yet, if they are enough.
_ONE_MORE: Final = """
    {joined} AS MATERIALIZED (
        SELECT * FROM {before}
        UNION ALL (
            SELECT attendee, question, id
            FROM answered ANTI JOIN {before} USING (attendee, question)
            WHERE moment = {moment} AND {question}
            QUALIFY count(*) OVER (PARTITION BY question) >= $least
        )
    ),
"""
_NOT_JOINED: Final = "question NOT IN (SELECT question FROM closed_{last})"

# What's counted of each person: the answer they joined with, without the questions they haven't
# joined, and with their answers to those they joined at another moment. For most people that's one
# of their answers as it is.
_COUNTED: Final = """
    joined AS MATERIALIZED (SELECT * FROM closed_{closed} UNION ALL SELECT * FROM now_{now}),
    sizes AS (SELECT id, count(*) AS size FROM pieces GROUP BY id),
    as_it_is AS MATERIALIZED (
        SELECT attendee, min(id) AS id FROM joined JOIN sizes USING (id)
        GROUP BY attendee HAVING min(id) = max(id) AND count(*) = min(size)
    ),
    counted AS MATERIALIZED (
        SELECT attendee, question, id, answer
        FROM joined ANTI JOIN as_it_is USING (attendee) JOIN pieces USING (id, question)
    ),
    parts AS (
        SELECT DISTINCT one.attendee, 0 AS place, coalesce(whole.answer, '{{}}') AS part
        FROM counted AS one
        LEFT JOIN counted AS whole ON whole.attendee = one.attendee AND whole.question = ''
        UNION ALL
        SELECT whole.attendee, 1, pieces.blank
        FROM counted AS whole JOIN pieces USING (id)
        ANTI JOIN counted AS other
            ON other.attendee = whole.attendee AND other.question = pieces.question
        WHERE whole.question = ''
        UNION ALL SELECT attendee, 2, answer FROM counted WHERE question <> ''
    ),
    figures AS (
        SELECT told.attendee, shared FROM as_it_is JOIN told USING (id)
        UNION ALL
        SELECT attendee, list_reduce(
            list(part::JSON ORDER BY place), lambda answer, patch: json_merge_patch(answer, patch)
        )::VARCHAR
        FROM parts GROUP BY attendee
    ),
    newest AS (
        SELECT attendee, question, arg_max(id, moment) AS id
        FROM answered
        WHERE question <> '' AND question IN (SELECT question FROM joined)
        GROUP BY attendee, question
    ),
    others AS (
        SELECT newest.attendee, question, newest.id, joined.id AS counted_id
        FROM newest LEFT JOIN joined USING (attendee, question)
        WHERE newest.id IS DISTINCT FROM joined.id
    ),
    left_out AS (
        SELECT DISTINCT attendee
        FROM others JOIN pieces USING (id, question)
        LEFT JOIN pieces AS before
            ON before.id = others.counted_id AND before.question = others.question
        WHERE pieces.answer IS DISTINCT FROM before.answer
    )
    SELECT attendee, shared, left_out.attendee IS NOT NULL
    FROM figures FULL JOIN left_out USING (attendee) ORDER BY attendee
"""


def in_figures(
    closed: Sequence[Counted], now: Sequence[Counted], least: int, questions: str
) -> Counted:
    """Return a query for what results count: attendee, shared, and whether their answer waits.

    `closed` has the answers at each moment when voting closed. A question that no one has joined
    yet counts `now`, which changes as people answer. A person waits if their current answer isn't
    counted; `shared` is NULL if nothing of theirs is.
    """
    relations, values = list[str](), dict[str, Any]()
    for moment, (sql, asked) in enumerate((*closed, *now)):
        # Each is read up to a seq of its own.
        relations.append(f"SELECT {moment} AS moment, * FROM ({_until(sql, moment)}) AS at_moment")
        values |= {_until(name, moment): value for name, value in asked.items()}
    chains = [f"closed_0 AS MATERIALIZED ({_NOBODY}), now_0 AS MATERIALIZED ({_NOBODY}),"]
    for chain, moments in (("closed", len(closed)), ("now", len(now))):
        begins = 0 if chain == "closed" else len(closed)
        chains += [
            _ONE_MORE.format(
                joined=f"{chain}_{n + 1}",
                before=f"{chain}_{n}",
                moment=begins + n,
                question="true" if chain == "closed" else _NOT_JOINED.format(last=len(closed)),
            )
            for n in range(moments)
        ]
    given = f"WITH given AS MATERIALIZED ({' UNION ALL '.join(relations)}),"
    counted = _COUNTED.format(closed=len(closed), now=len(now))
    sql = f"{given} {_ANSWERED.format(questions=questions)} {''.join(chains)} {counted}"
    return sql, {**values, "least": least}


def _until(text: str, moment: int) -> str:
    return text.replace("until", f"until_{moment}")
