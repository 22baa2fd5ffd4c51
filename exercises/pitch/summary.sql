-- A room's answers in step 5: returns one row, with a column for each part of the summary.
--
-- In:  latest(attendee, shared), one row per attendee of the cohort, `shared` being JSON such as
--      {"parts": ["who", "ask"], "words": 42, "ask_kind": "one_talk"}.
-- Out: parts    per part, in the order of the pitch: n who have it, share
--      complete n who have all five parts, share
--      words    median of those who wrote any, and per band of words: n, share
--      kinds    per kind of ask, most chosen first, then by name: n, share
--
-- Rules: a share is of all attendees with an answer. Bands: none 0, few 1-49, short 50-74,
--        right 75-100, long 101-140 (140 words take a minute), too_long above.
-- Without answers, counts are 0, and shares and the median are NULL.

WITH answers AS MATERIALIZED (
    SELECT unnest(from_json(
        shared, '{"parts": ["VARCHAR"], "words": "INTEGER", "ask_kind": "VARCHAR"}'
    ))
    FROM latest
),
room AS (
    SELECT
        nullif(count(*), 0) AS n,
        count(*) FILTER (len(parts) = 5) AS n_complete,
        median(words) FILTER (words > 0) AS median_words
    FROM answers
),
written AS (
    SELECT part, count(*) AS n FROM (SELECT unnest(parts) AS part FROM answers) GROUP BY part
),
parts AS (
    SELECT option, position, coalesce(written.n, 0) AS n
    FROM unnest(['who', 'why', 'why_you', 'commitment', 'ask'])
        WITH ORDINALITY AS options (option, position)
    LEFT JOIN written ON written.part = option
),
banded AS (
    SELECT CASE
        WHEN words IS NULL THEN NULL
        WHEN words = 0 THEN 'none'
        WHEN words < 50 THEN 'few'
        WHEN words < 75 THEN 'short'
        WHEN words <= 100 THEN 'right'
        WHEN words <= 140 THEN 'long'
        ELSE 'too_long'
    END AS band
    FROM answers
),
bands AS (
    SELECT option, position, count(banded.band) AS n
    FROM unnest(['none', 'few', 'short', 'right', 'long', 'too_long'])
        WITH ORDINALITY AS options (option, position)
    LEFT JOIN banded ON banded.band = option
    GROUP BY option, position
),
kinds AS (
    SELECT option, count(answers.ask_kind) AS n
    FROM unnest(['mentor_me', 'one_talk', 'feedback', 'introduction']) AS options (option)
    LEFT JOIN answers ON answers.ask_kind = option
    GROUP BY option
)

SELECT
    (
        SELECT list(struct_pack(part := option, n := p.n, share := p.n / room.n) ORDER BY position)
        FROM parts AS p CROSS JOIN room
    ) AS parts,
    (SELECT struct_pack(n := n_complete, share := n_complete / n) FROM room) AS complete,
    (
        SELECT struct_pack(
            median := any_value(median_words),
            bands := list(struct_pack(band := option, n := b.n, share := b.n / room.n)
                          ORDER BY position)
        )
        FROM bands AS b CROSS JOIN room
    ) AS words,
    (
        SELECT list(struct_pack(kind := option, n := k.n, share := k.n / room.n)
                    ORDER BY k.n DESC, option)
        FROM kinds AS k CROSS JOIN room
    ) AS kinds
