"""What summary.sql counts, compared with plain Python and with figures worked out by hand."""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exercises.mentor_criteria import EXERCISE
from exercises.mentor_criteria.answer import CRITERIA

A, B, C, D, E, F, G, H = CRITERIA

QUERY = f"""
    WITH latest AS MATERIALIZED (
        SELECT unnest($attendees::VARCHAR[]) AS attendee, unnest($shared::VARCHAR[]) AS shared
    )
    SELECT * FROM ({EXERCISE.summary_sql})
"""


class Given(NamedTuple):
    """The shared half of one answer."""

    ranking: Sequence[str] = ()
    deal_breakers: Sequence[str] = ()


Room = Sequence[Given]

_DUCKDB = duckdb.connect()


def summary_of(room: Room) -> dict[str, Any]:
    """Run summary.sql over a room as the store does."""
    result = _DUCKDB.execute(
        QUERY,
        {
            "attendees": [f"attendee {i}" for i in range(len(room))],
            "shared": [json.dumps(answer._asdict()) for answer in room],
        },
    )
    columns = [column[0] for column in result.description]
    (row,) = result.fetchall()
    return dict(zip(columns, row, strict=True))


# --- The same figures, written naively from the definitions --------------------------------------


def rank(answer: Given, criterion: str) -> Fraction:
    """Return a quality's rank, or the mean of the remaining ranks if it has none."""
    if criterion in answer.ranking:
        return Fraction(answer.ranking.index(criterion) + 1)
    places_left = range(len(answer.ranking) + 1, 9)
    return Fraction(sum(places_left), len(places_left))


def share(part: Fraction | int, whole: Fraction | int) -> Fraction | None:
    """Divide, unless the divisor is zero."""
    return Fraction(part) / whole if whole else None


def naive_rows(room: Room) -> list[dict[str, Any]]:
    """Count per quality."""
    points = {c: sum((8 - rank(a, c) for a in room), Fraction(0)) for c in CRITERIA}
    return [
        {
            "criterion": c,
            "n_ranked": sum(c in a.ranking for a in room),
            "mean_rank": share(sum((rank(a, c) for a in room), Fraction(0)), len(room)),
            "borda_share": share(points[c], sum(points.values(), Fraction(0))),
            "deal_breaker_share": share(sum(c in a.deal_breakers for a in room), len(room)),
        }
        for c in sorted(CRITERIA, key=lambda c: (-points[c], c))
    ]


def naive_rank_counts(room: Room) -> list[dict[str, Any]]:
    """Count per quality and place."""
    return [
        {
            "criterion": row["criterion"],
            "rank": place,
            "n": sum(list(a.ranking[place - 1 : place]) == [row["criterion"]] for a in room),
        }
        for row in naive_rows(room)
        for place in range(1, 9)
    ]


def naive_head_to_head(room: Room) -> list[dict[str, Any]]:
    """Count per ordered pair."""
    order = [row["criterion"] for row in naive_rows(room)]
    pairs = [(x, y) for x in order for y in order if x != y]
    wins = {(x, y): sum(rank(a, x) < rank(a, y) for a in room) for x, y in pairs}
    return [
        {"criterion": x, "over": y, "n_prefer": wins[x, y], "share": share(wins[x, y], len(room))}
        for x, y in pairs
    ]


def naive_kendalls_w(room: Room) -> Fraction | None:
    """Compute W from every attendee's ranks, as in a textbook."""
    m, n = len(room), len(CRITERIA)
    rank_sums = [sum((rank(a, c) for a in room), Fraction(0)) for c in CRITERIA]
    mean = sum(rank_sums, Fraction(0)) / n
    s = sum(((r - mean) ** 2 for r in rank_sums), Fraction(0))
    t = 0
    for answer in room:
        ranks = [rank(answer, c) for c in CRITERIA]
        t += sum(ranks.count(tied) ** 3 - ranks.count(tied) for tied in set(ranks))
    return share(12 * s, m**2 * (n**3 - n) - m * t)


def flat(part: list[dict[str, Any]]) -> list[Any]:
    """Flatten rows into one list, fractions as floats, which pytest.approx can compare."""
    values = [value for row in part for value in row.values()]
    return [float(value) if isinstance(value, Fraction) else value for value in values]


# --- Random rooms ---------------------------------------------------------------------------------

answers = st.builds(
    lambda order, k, deal_breakers: Given(order[:k], deal_breakers),
    st.permutations(CRITERIA),
    st.integers(0, 8),
    st.lists(st.sampled_from(CRITERIA), unique=True),
)
# Some answers occur several times, because the SQL counts equal rankings together.
rooms = st.lists(st.tuples(answers, st.integers(1, 3)), max_size=10).map(
    lambda room: [answer for answer, times in room for _ in range(times)]
)


@settings(max_examples=150, deadline=None)
@given(rooms)
@example([])
@example([Given()])
@example([Given(), Given()])
@example([Given(CRITERIA[:7])])
@example([Given(CRITERIA), Given(CRITERIA[::-1])])
def test_every_column_agrees_with_a_naive_count(room: Room) -> None:
    summary = summary_of(room)
    assert list(summary) == ["rows", "rank_counts", "head_to_head", "agreement"]
    for column, naive in (
        ("rows", naive_rows(room)),
        ("rank_counts", naive_rank_counts(room)),
        ("head_to_head", naive_head_to_head(room)),
    ):
        assert [list(row) for row in summary[column]] == [list(row) for row in naive]
        assert flat(summary[column]) == pytest.approx(flat(naive)), column
    w = naive_kendalls_w(room)
    assert summary["agreement"] == (w if w is None else pytest.approx(float(w)))


@settings(max_examples=50, deadline=None)
@given(rooms.filter(bool))
def test_points_are_shared_out_in_full_and_agreement_stays_between_0_and_1(room: Room) -> None:
    summary = summary_of(room)
    assert sum(row["borda_share"] for row in summary["rows"]) == pytest.approx(1)
    assert sum(row["mean_rank"] for row in summary["rows"]) == pytest.approx(36)
    assert summary["agreement"] is None or 0 <= summary["agreement"] <= 1


# --- Worked by hand -------------------------------------------------------------------------------


def test_a_top_three_leaves_five_qualities_tied_at_six() -> None:
    rows = {row["criterion"]: row for row in summary_of([Given((C, A, B))])["rows"]}
    assert rows[C] == {
        "criterion": C,
        "n_ranked": 1,
        "mean_rank": 1.0,
        "borda_share": 7 / 28,
        "deal_breaker_share": 0.0,
    }
    # Ranks 4 to 8 are left for five qualities: their mean is 6, worth 2 of 28 points.
    for left_out in (D, E, F, G, H):
        assert rows[left_out]["n_ranked"] == 0
        assert rows[left_out]["mean_rank"] == 6
        assert rows[left_out]["borda_share"] == 2 / 28


def test_a_quality_left_out_loses_to_every_ranked_one_and_ties_with_the_others() -> None:
    pairs = summary_of([Given((A, B)), Given((B,))])["head_to_head"]
    share_of = {(pair["criterion"], pair["over"]): pair["share"] for pair in pairs}
    assert len(share_of) == 56
    assert share_of[A, B] == share_of[B, A] == 0.5
    assert (share_of[B, H], share_of[H, B]) == (1, 0)
    assert (share_of[A, H], share_of[H, A]) == (0.5, 0)
    assert share_of[G, H] == share_of[H, G] == 0


def test_an_implied_last_place_is_not_counted_as_a_choice() -> None:
    summary = summary_of([Given(CRITERIA[:7])])
    assert {"criterion": G, "rank": 7, "n": 1} in summary["rank_counts"]
    assert {"criterion": H, "rank": 8, "n": 0} in summary["rank_counts"]
    last = summary["rows"][-1]
    assert (last["criterion"], last["n_ranked"], last["mean_rank"]) == (H, 0, 8)


def test_deal_breakers_count_even_where_nothing_is_ranked() -> None:
    summary = summary_of([Given((), (D,)), Given((A,), (D, E)), Given(), Given()])
    shares = {row["criterion"]: row["deal_breaker_share"] for row in summary["rows"]}
    assert (shares[D], shares[E], shares[A]) == (0.5, 0.25, 0)


def test_equal_points_are_listed_by_name() -> None:
    rows = summary_of([Given((A, B)), Given((B, A))])["rows"]
    assert [row["criterion"] for row in rows] == [*sorted((A, B)), *sorted(CRITERIA[2:])]


def test_a_room_with_no_answers_has_counts_of_zero_and_no_shares() -> None:
    summary = summary_of([])
    assert summary["rows"][0] == {
        "criterion": "ability_to_inspire",
        "n_ranked": 0,
        "mean_rank": None,
        "borda_share": None,
        "deal_breaker_share": None,
    }
    assert [pair["n_prefer"] for pair in summary["head_to_head"]] == [0] * 56
    assert [pair["share"] for pair in summary["head_to_head"]] == [None] * 56
    assert [count["n"] for count in summary["rank_counts"]] == [0] * 64
    assert summary["agreement"] is None


@pytest.mark.parametrize(
    ("room", "w"),
    [
        # Complete agreement, and two opposites.
        ([Given(CRITERIA)] * 3, 1),
        ([Given(CRITERIA), Given(CRITERIA[::-1])], 0),
        # The first two swapped: rank sums 3 3 6 8 10 12 14 16 about 9, S = 166,
        # W = 12 x 166 / (4 x 504). Spearman says the same: r = 1 - 6 x 2 / 504, W = (1 + r) / 2.
        ([Given(CRITERIA), Given((B, A, *CRITERIA[2:]))], 1992 / 2016),
        # Each has a different favourite, the rest tied at 5: rank sums 6 6 10 10 10 10 10 10, S =
        # 24,
        # T = 2 x (7^3 - 7) = 672, W = 12 x 24 / (4 x 504 - 2 x 672).
        ([Given((A,)), Given((B,))], 288 / 672),
        # Nobody ranked anything.
        ([Given(), Given()], None),
    ],
)
def test_agreement_is_kendalls_w_corrected_for_ties(room: Room, w: float | None) -> None:
    assert summary_of(room)["agreement"] == (w if w is None else pytest.approx(w))
