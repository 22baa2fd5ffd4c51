-- A room's answers in step 6: returns one row, with a column for each part of the summary.
--
-- In:  latest(attendee, shared), one row per attendee of the cohort, `shared` being JSON such as
--      {"length": 30, "cadence": "monthly", "clauses": ["goals", "rhythm"]}.
-- Out: cadences   per cadence, most frequent first: n, share
--      lengths    per length in minutes: n, share
--      clauses    per clause, most chosen first, then by name: n, share
--
-- Rules: a share is of all attendees with an answer; people who left something open count in none.
-- Without answers, counts are 0 and shares are NULL.

WITH answers AS MATERIALIZED (
    SELECT unnest(from_json(
        shared, '{"length": "INTEGER", "cadence": "VARCHAR", "clauses": ["VARCHAR"]}'
    ))
    FROM latest
),
room AS (
    SELECT nullif(count(*), 0) AS n FROM answers
),
cadences AS (
    SELECT option, position, count(answers.cadence) AS n
    FROM unnest(['weekly', 'fortnightly', 'monthly', 'quarterly', 'as_needed', 'once'])
        WITH ORDINALITY AS options (option, position)
    LEFT JOIN answers ON answers.cadence = option
    GROUP BY option, position
),
lengths AS (
    SELECT option, count(answers.length) AS n
    FROM unnest([15, 20, 30, 45, 60]) AS options (option)
    LEFT JOIN answers ON answers.length = option
    GROUP BY option
),
chosen AS (
    SELECT unnest(clauses) AS clause FROM answers
),
clauses AS (
    SELECT option, count(chosen.clause) AS n
    FROM unnest(['goals', 'rhythm', 'confidentiality', 'no_fault_exit', 'off_limits'])
        AS options (option)
    LEFT JOIN chosen ON chosen.clause = option
    GROUP BY option
)

SELECT
    (
        SELECT list(struct_pack(cadence := option, n := c.n, share := c.n / room.n)
                    ORDER BY position)
        FROM cadences AS c CROSS JOIN room
    ) AS cadences,
    (
        SELECT list(struct_pack(length := option, n := l.n, share := l.n / room.n) ORDER BY option)
        FROM lengths AS l CROSS JOIN room
    ) AS lengths,
    (
        SELECT list(struct_pack(clause := option, n := c.n, share := c.n / room.n)
                    ORDER BY c.n DESC, option)
        FROM clauses AS c CROSS JOIN room
    ) AS clauses
