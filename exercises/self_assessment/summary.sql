-- A room's answers in step 2: returns one row, with a column for each part of the summary.
--
-- In:  latest(attendee, shared), one row per attendee of the cohort, `shared` being JSON such as
--      {"growth": ["network"], "strengths": ["deciding"], "challenges": ["no_time"],
--       "readiness": [3, 4]}.
-- Out: rows        per competency, in the order of the list: n_growth, n_strengths, and their
--                  shares of the n attendees
--      challenges  per challenge, in the order of the list: n, share
--      readiness   per rating, 1 to 5: n, which counts goals, not people
--
-- Rules: people who picked nothing in a column count in none of it. Challenges used to come from
-- the list of competencies: two of them have new names, and the others are no longer counted.
-- Without answers, counts are 0 and shares are NULL.

WITH answers AS MATERIALIZED (
    SELECT unnest(from_json(
        shared,
        '{"growth": ["VARCHAR"], "strengths": ["VARCHAR"], "challenges": ["VARCHAR"],
          "readiness": ["INTEGER"]}'
    ))
    FROM latest
),
room AS (
    SELECT nullif(count(*), 0) AS n FROM answers
),
competencies AS (
    SELECT competency, position
    FROM unnest([
        'technical_depth', 'domain_knowledge', 'communication', 'public_speaking',
        'leading_people', 'strategic_thinking', 'deciding', 'negotiating', 'influence', 'network',
        'visibility', 'confidence'
    ]) WITH ORDINALITY AS listed (competency, position)
),
challenges AS (
    SELECT challenge, position
    FROM unnest([
        'no_time', 'manager_support', 'role_models', 'only_one', 'remote', 'reorganisation',
        'budget', 'no_opening', 'caring'
    ]) WITH ORDINALITY AS listed (challenge, position)
),
in_the_way AS (
    SELECT
        CASE challenge
            WHEN 'time' THEN 'no_time' WHEN 'support' THEN 'manager_support' ELSE challenge
        END AS challenge,
        count(*) AS n
    FROM (SELECT unnest(challenges) AS challenge FROM answers)
    GROUP BY ALL
),
picked AS (
    SELECT unnest(growth) AS competency, 'growth' AS into_column FROM answers
    UNION ALL
    SELECT unnest(strengths), 'strengths' FROM answers
),
tallied AS (
    SELECT
        competency,
        count(*) FILTER (into_column = 'growth') AS n_growth,
        count(*) FILTER (into_column = 'strengths') AS n_strengths
    FROM picked
    GROUP BY competency
),
counted AS (
    SELECT
        competency,
        position,
        coalesce(n_growth, 0) AS n_growth,
        coalesce(n_strengths, 0) AS n_strengths
    FROM competencies LEFT JOIN tallied USING (competency)
),
rated AS (
    SELECT rating, count(*) AS n
    FROM (SELECT unnest(readiness) AS rating FROM answers)
    GROUP BY rating
),
ratings AS (
    SELECT rating, coalesce(n, 0) AS n
    FROM unnest([1, 2, 3, 4, 5]) AS scale (rating) LEFT JOIN rated USING (rating)
)

SELECT
    (
        SELECT
            list(
                struct_pack(
                    competency,
                    n_growth, n_strengths,
                    growth_share := n_growth / n,
                    strengths_share := n_strengths / n
                )
                ORDER BY position
            )
        FROM counted CROSS JOIN room
    ) AS rows,
    (
        SELECT
            list(
                struct_pack(challenge, n := coalesce(tally.n, 0), share := coalesce(tally.n, 0) / room.n)
                ORDER BY position
            )
        FROM challenges LEFT JOIN in_the_way AS tally USING (challenge) CROSS JOIN room
    ) AS challenges,
    (SELECT list(struct_pack(rating, n) ORDER BY rating) FROM ratings) AS readiness
