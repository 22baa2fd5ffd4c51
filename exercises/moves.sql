-- Who moved between two votes of a quiz: returns one row, whose column has the results per item.
--
-- Each quiz replaces the words with a colon in front: its items, each with the right option, and
-- the name of the field with the choices (exercises/quiz.py).
--
-- In:  minimum(least), one row: with fewer people than this, nothing is shown;
--      votes(attendee, first, second), one row per attendee of the first vote, both JSON such as
--      {"the_field": {"an_item": "an_option"}}; second is NULL if they kept their first vote.
-- Out: rows   per item, in the order they're asked: item, and how many stayed_right,
--             became_right, became_wrong, stayed_wrong
--
-- Rules: these four count people who chose an option in both votes. They are 0 if fewer than the
-- minimum did, or if anyone, but fewer than the minimum, chose in only one of the two: subtracting
-- the results of that vote would reveal what those few chose.

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
