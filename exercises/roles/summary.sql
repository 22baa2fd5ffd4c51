-- A room's choices for the scenarios: returns one row, whose column has the results per item.
--
-- In:  latest(attendee, shared), one row per attendee of the cohort, `shared` being JSON such as
--      {"roles": {"two_offers": "coach", "first_team": "mentor"}}.
-- Out: rows   per item, in the order they're asked: item, and counts, one per option
--
-- Rules: an item that someone left open is in none of its counts. Without answers they are 0.

WITH items AS (
    SELECT item, position
    FROM unnest([
        'two_offers',
        'promotion_round',
        'first_team',
        'over_preparing',
        'visible_project',
        'honest_feedback',
        'new_field',
        'open_door'
    ]) WITH ORDINALITY AS asked (item, position)
),
choices AS (
    SELECT unnest(map_entries(from_json(shared, '{"roles": "MAP(VARCHAR, VARCHAR)"}').roles))
        AS choice
    FROM latest
),
counted AS (
    SELECT
        choice.key AS item,
        count(*) FILTER (choice.value = 'coach') AS coach,
        count(*) FILTER (choice.value = 'mentor') AS mentor,
        count(*) FILTER (choice.value = 'sponsor') AS sponsor
    FROM choices
    GROUP BY item
)

SELECT
    list(
        struct_pack(
            item,
            counts := struct_pack(coach := coalesce(coach, 0), mentor := coalesce(mentor, 0), sponsor := coalesce(sponsor, 0))
        )
        ORDER BY position
    ) AS rows
FROM items LEFT JOIN counted USING (item)
