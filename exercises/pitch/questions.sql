-- What people answered in step 5, question by question.
--
-- In, out: as in data/questions.sql.
-- Rules: the parts of a pitch and its words are one question, answered by people who wrote any.

WITH answers AS (
    SELECT
        attendee,
        json_extract(shared, '$.parts') AS parts,
        json_extract(shared, '$.words') AS words,
        json_extract(shared, '$.ask_kind') AS ask_kind
    FROM latest
)

SELECT
    attendee, 'text' AS question,
    json_object('parts', parts, 'words', words) AS answer,
    json_object('parts', '[]'::JSON, 'words', NULL) AS blank
FROM answers
WHERE words::INTEGER > 0 OR json_array_length(parts) > 0

UNION ALL

SELECT attendee, 'ask_kind', json_object('ask_kind', ask_kind), json_object('ask_kind', NULL)
FROM answers
WHERE json_type(ask_kind) <> 'NULL'
