-- A room's answers in step 4: returns one row, whose column has the results for the six routes.
--
-- In:  latest(attendee, shared), one row per attendee of the cohort, `shared` being JSON such as
--      {"routes": {"networks": "tried", "events": "will_try"}}.
-- Out: rows   per route: n_tried, n_will_try, n_not_for_me, and their shares of the n attendees
--
-- Rules:
--   A route that someone left open counts in none of the three, so shares may not sum to 1.
--   Order: most tried first, then most will try, then by name.
-- Without answers, counts are 0 and shares are NULL.

WITH routes AS (
    SELECT unnest([
        'company_programme', 'colleagues', 'ask_around', 'networks', 'events', 'digital_platforms'
    ]) AS route
),
room AS (
    SELECT nullif(count(*), 0) AS n FROM latest
),
said AS (
    SELECT unnest(
        map_entries(from_json(shared, '{"routes": "MAP(VARCHAR, VARCHAR)"}').routes),
        recursive := true
    )
    FROM latest
),
counted AS (
    SELECT
        key AS route,
        count(*) FILTER (value = 'tried') AS n_tried,
        count(*) FILTER (value = 'will_try') AS n_will_try,
        count(*) FILTER (value = 'not_for_me') AS n_not_for_me
    FROM said
    GROUP BY key
),
of_all AS (
    SELECT
        route,
        coalesce(n_tried, 0) AS n_tried,
        coalesce(n_will_try, 0) AS n_will_try,
        coalesce(n_not_for_me, 0) AS n_not_for_me
    FROM routes LEFT JOIN counted USING (route)
)

SELECT
    list(
        struct_pack(
            route,
            n_tried, n_will_try, n_not_for_me,
            tried_share := n_tried / n,
            will_try_share := n_will_try / n,
            not_for_me_share := n_not_for_me / n
        )
        ORDER BY n_tried DESC, n_will_try DESC, route
    ) AS rows
FROM of_all CROSS JOIN room
