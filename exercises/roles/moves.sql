-- Who moved between two votes in the scenarios of the three roles: one row out, its column the figures of the items.
--
-- In:  votes(attendee, first, second), one row per attendee who voted twice, both JSON such as
--      {"roles": {"two_offers": "coach", "first_team": "mentor"}}.
-- Out: rows   per item, in the order in which they are asked: item, and how many stayed_right,
--             became_right, became_wrong, stayed_wrong
--
-- Rules: an item that somebody left open in either vote is in none of the four.

WITH items AS (
    SELECT pair[1] AS item, pair[2] AS right_one, position
    FROM unnest([
        ['two_offers', 'coach'],
        ['promotion_round', 'sponsor'],
        ['first_team', 'mentor'],
        ['over_preparing', 'coach'],
        ['visible_project', 'sponsor'],
        ['honest_feedback', 'mentor'],
        ['new_field', 'mentor'],
        ['open_door', 'sponsor']
    ]) WITH ORDINALITY AS asked (pair, position)
),
twice AS (
    SELECT
        from_json(first, '{"roles": "MAP(VARCHAR, VARCHAR)"}').roles AS before,
        from_json(second, '{"roles": "MAP(VARCHAR, VARCHAR)"}').roles AS after
    FROM votes
),
choices AS (
    SELECT choice.key AS item, choice.value AS before, after[choice.key] AS after
    FROM (SELECT unnest(map_entries(before)) AS choice, after FROM twice)
),
counted AS (
    SELECT
        item,
        count(*) FILTER (before = right_one AND after = right_one) AS stayed_right,
        count(*) FILTER (before <> right_one AND after = right_one) AS became_right,
        count(*) FILTER (before = right_one AND after <> right_one) AS became_wrong,
        count(*) FILTER (before <> right_one AND after <> right_one) AS stayed_wrong
    FROM choices JOIN items USING (item)
    GROUP BY item
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
FROM items LEFT JOIN counted USING (item)
