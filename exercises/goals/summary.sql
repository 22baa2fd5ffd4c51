-- A room's answers in step 1: returns one row, with a column for each part of the summary.
--
-- In:  latest(attendee, shared), one row per attendee of the cohort, `shared` being JSON such as
--      {"purposes": ["skill", "skill"], "horizons": ["few_months"], "count": 2}.
-- Out: purposes   per purpose, in the order they're asked: n, share
--      horizons   per horizon, likewise: n, share
--      counts     per number of goals, 1 to 3: n
--
-- Rules: n counts each person once, however many of their goals share a purpose; a share is of all
-- attendees with an answer. Without answers, counts are 0 and shares are NULL.

WITH answers AS MATERIALIZED (
    SELECT unnest(from_json(
        shared, '{"purposes": ["VARCHAR"], "horizons": ["VARCHAR"], "count": "INTEGER"}'
    ))
    FROM latest
),
room AS (
    SELECT nullif(count(*), 0) AS n FROM answers
),
purposes AS (
    SELECT option, position, count(answers.purposes) AS n
    FROM unnest(['challenge', 'skill', 'network', 'role']) WITH ORDINALITY AS options (option, position)
    LEFT JOIN answers ON list_contains(answers.purposes, option)
    GROUP BY option, position
),
horizons AS (
    SELECT option, position, count(answers.horizons) AS n
    FROM unnest(['one_talk', 'few_months', 'ongoing']) WITH ORDINALITY AS options (option, position)
    LEFT JOIN answers ON list_contains(answers.horizons, option)
    GROUP BY option, position
),
counts AS (
    SELECT option, count(answers."count") AS n
    FROM unnest([1, 2, 3]) AS options (option)
    LEFT JOIN answers ON answers."count" = option
    GROUP BY option
)

SELECT
    (
        SELECT list(struct_pack(purpose := option, n := p.n, share := p.n / room.n)
                    ORDER BY position)
        FROM purposes AS p CROSS JOIN room
    ) AS purposes,
    (
        SELECT list(struct_pack(horizon := option, n := h.n, share := h.n / room.n)
                    ORDER BY position)
        FROM horizons AS h CROSS JOIN room
    ) AS horizons,
    (
        SELECT list(struct_pack("goals" := option, n := c.n) ORDER BY option) FROM counts AS c
    ) AS counts
