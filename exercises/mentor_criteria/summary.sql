-- A room's answers in step 3: returns one row, with a column for each part of the summary.
--
-- In:  latest(attendee, shared), one row per attendee of the cohort, `shared` being JSON such as
--      {"ranking": ["commitment", "connection"], "deal_breakers": ["commitment"]}.
-- Out: rows          per quality: n_ranked, mean_rank, borda_share, deal_breaker_share
--      rank_counts   per quality and place 1..8: how many put it there
--      head_to_head  per ordered pair: how many put one above the other
--      agreement     Kendall's W: 0 = no common order, 1 = everyone has the same order
--
-- Rules:
--   rank                with k qualities ranked, those are at 1..k. The others tie below them, each
--                       in the middle of the places left, (k+1 + 8) / 2. No ranking: all at 4.5.
--   n_ranked            attendees who placed the quality themselves.
--   mean_rank           mean rank over all n attendees, ties included.
--   borda_share         points = 8 - rank; a quality's share of all points; they sum to 1.
--   deal_breaker_share  attendees who flagged the quality / n.
--   n_prefer            attendees whose rank for `criterion` is better than for `over`; ties
--                       count for neither. share = n_prefer / n.
--   agreement           W = 12 S / (m^2 (q^3 - q) - m T), with m attendees, q = 8 qualities,
--                       S = sum of squares of (rank sum - mean rank sum m (q+1) / 2), and
--                       T = sum over attendees of u^3 - u for the u qualities they left tied.
--                       Kendall & Babington Smith 1939, The problem of m rankings, Annals of
--                       Mathematical Statistics 10(3); tie-corrected as in Kendall 1948, Rank
--                       Correlation Methods. NULL if no one ranked anything.
-- Without answers, counts are 0 and means and shares are NULL.

WITH qualities AS (
    SELECT [
        'relevant_experience', 'ability_to_inspire', 'communication', 'availability',
        'connection', 'active_listening', 'reciprocation', 'commitment'
    ] AS ids
),
criteria AS (
    SELECT unnest(ids) AS criterion, generate_subscripts(ids, 1) AS i FROM qualities
),
answers AS MATERIALIZED (
    SELECT unnest(from_json(shared, '{"ranking": ["VARCHAR"], "deal_breakers": ["VARCHAR"]}'))
    FROM latest
),
room AS (
    SELECT nullif(count(*), 0) AS n FROM answers
),

-- Each distinct ranking, with how many people gave it. Most stop early and many rankings are the
-- same, so everything below reads fewer rows than there are attendees.
rankings AS (
    SELECT ranking, len(ranking) AS k, count(*) AS n_gave FROM answers GROUP BY ranking
),
-- The eight ranks in the order of `ids`. DECIMAL holds halves exactly, so equal means are equal.
ranked AS MATERIALIZED (
    SELECT
        k, n_gave,
        [
            coalesce(list_position(ranking, id), (k + 1 + 8) / 2)::DECIMAL(2, 1)
            FOR id IN ids
        ] AS ranks
    FROM rankings CROSS JOIN qualities
),

-- How many people put each quality at each rank: 8 qualities x at most 8 places and 8 ties.
placed AS MATERIALIZED (
    SELECT criterion, ranks[i] AS rank, rank <= k AS by_choice, sum(n_gave) AS n
    FROM ranked CROSS JOIN criteria
    GROUP BY ALL
),
standings AS (
    SELECT
        criterion,
        coalesce(sum(n) FILTER (by_choice), 0) AS n_ranked,
        sum(rank * n) AS rank_sum,
        rank_sum / sum(n) AS mean_rank,
        8 - mean_rank AS points
    FROM criteria LEFT JOIN placed USING (criterion)
    GROUP BY criterion
),
flags AS (
    SELECT criterion, count(*) AS n_flagged
    FROM (SELECT unnest(deal_breakers) AS criterion FROM answers)
    GROUP BY criterion
),
rows AS MATERIALIZED (
    SELECT
        criterion,
        n_ranked::INTEGER AS n_ranked,
        mean_rank,
        points / sum(points) OVER () AS borda_share,
        coalesce(n_flagged, 0) / n AS deal_breaker_share,
        row_number() OVER (ORDER BY points DESC NULLS LAST, criterion) AS position
    FROM standings LEFT JOIN flags USING (criterion) CROSS JOIN room
),

rank_counts AS (
    SELECT position, rows.criterion, place AS rank, coalesce(placed.n, 0)::INTEGER AS n
    FROM rows
    CROSS JOIN range(1, 9) AS places (place)
    LEFT JOIN placed ON placed.criterion = rows.criterion AND placed.rank = place AND by_choice
),

wins AS (
    SELECT a.criterion AS criterion, b.criterion AS over, sum(n_gave) AS n
    FROM ranked CROSS JOIN criteria AS a CROSS JOIN criteria AS b
    WHERE ranks[a.i] < ranks[b.i]
    GROUP BY ALL
),
head_to_head AS (
    SELECT
        a.position, b.position AS over_position,
        a.criterion, b.criterion AS over,
        coalesce(wins.n, 0)::INTEGER AS n_prefer,
        n_prefer / room.n AS share
    FROM rows AS a
    JOIN rows AS b ON a.criterion <> b.criterion
    LEFT JOIN wins ON wins.criterion = a.criterion AND wins.over = b.criterion
    CROSS JOIN room
),

spread AS (
    SELECT sum((rank_sum - n * 9 / 2) ** 2) AS s FROM standings CROSS JOIN room
),
ties AS (
    SELECT sum(n_gave * ((8 - k) ** 3 - (8 - k))) AS t FROM ranked
),
agreement AS (
    SELECT 12 * s / nullif(n ** 2 * (8 ** 3 - 8) - n * t, 0) AS w
    FROM room CROSS JOIN spread CROSS JOIN ties
)

SELECT
    (
        SELECT list(struct_pack(criterion, n_ranked, mean_rank, borda_share, deal_breaker_share)
                    ORDER BY position)
        FROM rows
    ) AS rows,
    (
        SELECT list(struct_pack(criterion, rank, n) ORDER BY position, rank) FROM rank_counts
    ) AS rank_counts,
    (
        SELECT list(struct_pack(criterion, over, n_prefer, share) ORDER BY position, over_position)
        FROM head_to_head
    ) AS head_to_head,
    (SELECT w FROM agreement) AS agreement
