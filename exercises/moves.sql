-- Who moved between two votes of a quiz: one row out, its column the figures of the items.
--
-- A quiz puts in its items, each with its right option, and the name of the field that has the
-- choices, where a colon stands before the word (exercises/quiz.py).
--
-- In:  minimum(least), one row: below how many people nothing shows;
--      votes(attendee, first, second), one row per attendee of the first vote, both JSON such as
--      {"the_field": {"an_item": "an_option"}}; second is NULL for those who kept their first vote.
-- Out: rows   per item, in the order in which they are asked: item, and how many stayed_right,
--             became_right, became_wrong, stayed_wrong
--
-- Rules: these four count those who chose an option in both votes. They are 0 where fewer than the
-- minimum did, or where those who chose in one of the two only are some, but fewer than that: what
-- these few chose would be the difference to the figures of that vote.

WITH items AS (
    SELECT pair[1] AS item, pair[2] AS right_one, position
    FROM unnest([
        :items
    ]) WITH ORDINALITY AS asked (pair, position)
),
choices AS (
    SELECT
        item,
        right_one,
        first ->> ('$.:field.' || item) AS before,
        second ->> ('$.:field.' || item) AS after
    FROM votes CROSS JOIN items
),
counted AS (
    SELECT
        item,
        count(*) FILTER (before = right_one AND after = right_one) AS stayed_right,
        count(*) FILTER (before <> right_one AND after = right_one) AS became_right,
        count(*) FILTER (before = right_one AND after <> right_one) AS became_wrong,
        count(*) FILTER (before <> right_one AND after <> right_one) AS stayed_wrong,
        count(*) FILTER (before IS NOT NULL AND after IS NOT NULL) AS n_both,
        count(*) FILTER (before IS NOT NULL AND after IS NULL) AS n_before,
        count(*) FILTER (before IS NULL AND after IS NOT NULL) AS n_after
    FROM choices
    GROUP BY item
),
told AS (
    SELECT counted.* FROM counted CROSS JOIN minimum
    WHERE n_both >= least
        AND (n_before = 0 OR n_before >= least)
        AND (n_after = 0 OR n_after >= least)
)

SELECT
    list(
        struct_pack(
            item,
            stayed_right := coalesce(stayed_right, 0),
            became_right := coalesce(became_right, 0),
            became_wrong := coalesce(became_wrong, 0),
            stayed_wrong := coalesce(stayed_wrong, 0)
        )
        ORDER BY position
    ) AS rows
FROM items LEFT JOIN told USING (item)
