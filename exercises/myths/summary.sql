-- A room's choices for the statements: returns one row, whose column has the results per item.
--
-- In:  latest(attendee, shared), one row per attendee of the cohort, `shared` being JSON such as
--      {"votes": {"long_term": "disagree", "mentee_leads": "agree"}}.
-- Out: rows   per item, in the order they're asked: item, and counts, one per option
--
-- Rules: an item that someone left open is in none of its counts. Without answers they are 0.

WITH items AS (
    SELECT item, position
    FROM unnest([
        'long_term',
        'one_is_enough',
        'mentee_leads',
        'more_senior',
        'early_career',
        'opens_doors',
        'anyone_can'
    ]) WITH ORDINALITY AS asked (item, position)
),
choices AS (
    SELECT unnest(map_entries(from_json(shared, '{"votes": "MAP(VARCHAR, VARCHAR)"}').votes))
        AS choice
    FROM latest
),
counted AS (
    SELECT
        choice.key AS item,
        count(*) FILTER (choice.value = 'agree') AS agree,
        count(*) FILTER (choice.value = 'disagree') AS disagree
    FROM choices
    GROUP BY item
)

SELECT
    list(
        struct_pack(
            item,
            counts := struct_pack(agree := coalesce(agree, 0), disagree := coalesce(disagree, 0))
        )
        ORDER BY position
    ) AS rows
FROM items LEFT JOIN counted USING (item)
