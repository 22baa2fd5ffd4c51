-- A room's answers at the close: returns one row, with a column for each part of the summary.
--
-- In:  minimum(least), one row: with fewer people than this, nothing is shown;
--      latest(attendee, shared), one row per attendee of the cohort, `shared` being JSON such as
--      {"now": {"goals": 4}, "before": {"goals": 2}, "recommend": 9,
--       "has_commitment": true, "has_date": false}.
-- Out: rows         per statement, in the order of the steps: n who rated it now and before,
--                   n_missing, before_mean, now_mean, before_counts and now_counts of 1 to 5
--      recommend    n who answered, mean, and per score 0 to 10: n, share of those who answered
--      commitments  n who have one, share of the room, n_dated of those, dated_share of the room
--
-- Rules: people who rated a statement only once are missing there, so that both means are of the
--        same people. A date without a commitment doesn't count. A statement or a question that
--        fewer than the minimum answered counts as answered by no one.
-- Without answers, counts are 0, and means and shares are NULL.

WITH answers AS MATERIALIZED (
    SELECT unnest(from_json(shared, '{
        "now": {
            "goals": "UTINYINT", "self_assessment": "UTINYINT", "mentor_criteria": "UTINYINT",
            "find_mentors": "UTINYINT", "pitch": "UTINYINT", "nurture": "UTINYINT"
        },
        "before": {
            "goals": "UTINYINT", "self_assessment": "UTINYINT", "mentor_criteria": "UTINYINT",
            "find_mentors": "UTINYINT", "pitch": "UTINYINT", "nurture": "UTINYINT"
        },
        "recommend": "UTINYINT", "has_commitment": "BOOLEAN", "has_date": "BOOLEAN"
    }'))
    FROM latest
),
recommendations AS (
    SELECT recommend FROM answers
    WHERE (SELECT count(recommend) FROM answers) >= (SELECT least FROM minimum)
),
room AS (
    SELECT
        count(*) AS n,
        count(*) FILTER (has_commitment) AS n_committed,
        count(*) FILTER (has_commitment AND has_date) AS n_dated,
        (SELECT count(recommend) FROM recommendations) AS n_said,
        (SELECT avg(recommend) FROM recommendations) AS mean
    FROM answers
),

-- Each distinct pair of ratings, with how many people gave it: at most 25 per statement.
pairs AS MATERIALIZED (
    SELECT item, before, now, count(*) AS n
    FROM (
        SELECT 'goals' AS item, before.goals AS before, now.goals AS now FROM answers
        UNION ALL
        SELECT 'self_assessment', before.self_assessment, now.self_assessment FROM answers
        UNION ALL
        SELECT 'mentor_criteria', before.mentor_criteria, now.mentor_criteria FROM answers
        UNION ALL
        SELECT 'find_mentors', before.find_mentors, now.find_mentors FROM answers
        UNION ALL
        SELECT 'pitch', before.pitch, now.pitch FROM answers
        UNION ALL
        SELECT 'nurture', before.nurture, now.nurture FROM answers
    )
    WHERE before IS NOT NULL AND now IS NOT NULL
    GROUP BY ALL
),
told AS (
    SELECT * FROM pairs
    QUALIFY sum(n) OVER (PARTITION BY item) >= (SELECT least FROM minimum)
),
items AS (
    SELECT item, position
    FROM unnest([
        'goals', 'self_assessment', 'mentor_criteria', 'find_mentors', 'pitch', 'nurture'
    ]) WITH ORDINALITY AS items (item, position)
),
counts AS (
    SELECT
        item, position, rating,
        coalesce(sum(n) FILTER (before = rating), 0)::INTEGER AS n_before,
        coalesce(sum(n) FILTER (now = rating), 0)::INTEGER AS n_now
    FROM items CROSS JOIN range(1, 6) AS ratings (rating) LEFT JOIN told USING (item)
    GROUP BY item, position, rating
),
shifts AS (
    SELECT
        item, position,
        sum(n_now)::INTEGER AS n,
        sum(rating * n_before) / nullif(sum(n_before), 0) AS before_mean,
        sum(rating * n_now) / nullif(sum(n_now), 0) AS now_mean,
        list(n_before ORDER BY rating) AS before_counts,
        list(n_now ORDER BY rating) AS now_counts
    FROM counts
    GROUP BY item, position
),
scores AS (
    SELECT score, count(recommend) AS n
    FROM range(11) AS scores (score)
    LEFT JOIN recommendations ON recommend = score
    GROUP BY score
)

SELECT
    (
        SELECT list(
            struct_pack(
                item, n := s.n, n_missing := (room.n - s.n)::INTEGER,
                before_mean, now_mean, before_counts, now_counts
            )
            ORDER BY position
        )
        FROM shifts AS s CROSS JOIN room
    ) AS rows,
    (
        SELECT struct_pack(
            n := any_value(n_said),
            mean := any_value(mean),
            scores := list(
                struct_pack(score, n := s.n, share := s.n / nullif(n_said, 0)) ORDER BY score
            )
        )
        FROM scores AS s CROSS JOIN room
    ) AS recommend,
    (
        SELECT struct_pack(
            n := n_committed, share := n_committed / nullif(n, 0),
            n_dated, dated_share := n_dated / nullif(n, 0)
        )
        FROM room
    ) AS commitments
