-- What people answered at the close, question by question.
--
-- In, out: as in data/questions.sql.
-- Rules: the ratings for now and before are one question, answered by people who gave both; so are
-- a commitment and its date, answered by people who have a commitment.

WITH ratings AS (
    SELECT
        attendee, rated.key AS item, rated.value AS now,
        json_extract(shared, '$.before.' || rated.key) AS before
    FROM latest, json_each(shared::JSON, '$.now') AS rated
),
rest AS (
    SELECT
        attendee,
        json_extract(shared, '$.recommend') AS recommend,
        json_extract(shared, '$.has_commitment') AS has_commitment,
        json_extract(shared, '$.has_date') AS has_date
    FROM latest
)

SELECT
    attendee,
    item AS question,
    json_object('now', json_object(item, now), 'before', json_object(item, before)) AS answer,
    json_object('now', json_object(item, NULL), 'before', json_object(item, NULL)) AS blank
FROM ratings
WHERE before IS NOT NULL

UNION ALL

SELECT
    attendee, 'recommend',
    json_object('recommend', recommend), json_object('recommend', NULL)
FROM rest
WHERE json_type(recommend) <> 'NULL'

UNION ALL

SELECT
    attendee, 'commitment',
    json_object('has_commitment', has_commitment, 'has_date', has_date),
    json_object('has_commitment', NULL, 'has_date', NULL)
FROM rest
WHERE has_commitment::BOOLEAN
