-- What people answered, question by question, derived from the shape of their answers alone.
--
-- In:  latest(attendee, shared), one row per attendee, `shared` being JSON such as
--      {"roles": {"two_offers": "coach"}, "length": null, "clauses": ["goals"]}.
-- Out: one row per attendee and question they answered: attendee, question, answer (the same JSON
--      with nothing else in it), and blank (a JSON merge patch that removes the question)
--
-- Rules: a field that holds an object is one question per name in it; any other field is one
-- question. Null or an empty list isn't an answer, and neither is `again`, by which someone voted
-- the same again (exercises/quiz.py). An exercise whose questions are split
-- differently has its own questions.sql, with the same columns.

WITH fields AS (
    SELECT attendee, field.key AS name, field.value AS value, field.type AS kind
    FROM latest, json_each(shared::JSON) AS field
    WHERE field.key <> 'again'
)

SELECT
    attendee,
    name || '.' || asked.key AS question,
    json_object(name, json_object(asked.key, asked.value)) AS answer,
    json_object(name, json_object(asked.key, NULL)) AS blank
FROM fields, json_each(value) AS asked
WHERE kind = 'OBJECT'

UNION ALL

SELECT
    attendee,
    name,
    json_object(name, value),
    json_object(name, CASE kind WHEN 'ARRAY' THEN '[]'::JSON END)
FROM fields
WHERE kind NOT IN ('OBJECT', 'NULL') AND (kind <> 'ARRAY' OR json_array_length(value) > 0)
