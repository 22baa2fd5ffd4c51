"""Step 3 on paper: valid answers, how a ranking grows, and how candidates compare."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from exercises.mentor_criteria import WORDING
from exercises.mentor_criteria.answer import CRITERIA, Candidate, Criterion, MentorCriteria
from exercises.mentor_criteria.plan import unknown
from exercises.mentor_criteria.ranking import follow, moved, weights
from exercises.mentor_criteria.scorecard import (
    VetoPoint,
    ordered,
    standings,
    tipping_points,
    veto_points,
)

rankings = st.lists(st.sampled_from(CRITERIA), unique=True).map(tuple)
scores = st.dictionaries(st.sampled_from(CRITERIA), st.integers(1, 5))


def scored(
    ranking: tuple[Criterion, ...], *people: dict[Criterion, int], breakers: Any = ()
) -> Any:
    candidates = tuple(Candidate(name=f"P{i}", scores=s) for i, s in enumerate(people))
    return MentorCriteria(ranking=ranking, deal_breakers=breakers, candidates=candidates)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ranking": ("charisma",)},
        {"ranking": ("commitment", "commitment")},
        {"ranking": "commitment"},
        {"ranking": (1,)},
        {"ranking": None},
        {"deal_breakers": ("connection", "connection")},
        {"candidates": ({"name": "A"},) * 4},
        {"candidates": ({"name": "x" * 61},)},
        {"candidates": ({"name": "zero\x00byte"},)},
        {"candidates": ({"scores": {"commitment": 6}},)},
        {"candidates": ({"scores": {"commitment": 2.5}},)},
        {"candidates": ({"scores": {"commitment": True}},)},
        {"candidates": ({"scores": {"charisma": 3}},)},
    ],
)
def test_what_a_page_could_not_send_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MentorCriteria.model_validate(wrong)


@pytest.mark.parametrize("name", ["Zoë", "محمد", "山田 太郎", "👩🏽‍💻 Ada", "O'Neil & Sons <b>"])
def test_names_of_any_script_are_welcome(name: str) -> None:
    assert Candidate(name=name).name == name


def test_an_unfinished_ranking_is_a_valid_answer() -> None:
    for ranking in ((), ("commitment",), CRITERIA):
        assert MentorCriteria(ranking=ranking).ranking == ranking


@given(rankings, rankings)
def test_picking_keeps_the_order_of_what_stays_and_appends_what_is_new(
    ranking: tuple[Criterion, ...], picked: tuple[Criterion, ...]
) -> None:
    result = follow(ranking, picked)
    assert sorted(result) == sorted(picked)
    stayed = [c for c in ranking if c in picked]
    assert list(result[: len(stayed)]) == stayed


@given(rankings.filter(bool), st.integers(-9, 9), st.data())
def test_moving_changes_one_place_and_loses_nothing(
    ranking: tuple[Criterion, ...], by: int, data: st.DataObject
) -> None:
    chosen = data.draw(st.sampled_from(ranking))
    result = moved(ranking, chosen, by)
    assert result.index(chosen) == min(max(ranking.index(chosen) + by, 0), len(ranking) - 1)
    assert [c for c in result if c != chosen] == [c for c in ranking if c != chosen]


def test_moving_what_is_not_ranked_changes_nothing() -> None:
    assert moved(("commitment",), "connection", 1) == ("commitment",)


def test_weights_fall_with_the_rank_and_the_unranked_tie_below() -> None:
    weight = weights(("commitment", "connection"))
    assert weight["commitment"] == 8
    assert weight["connection"] == 7
    assert {weight[c] for c in CRITERIA if c not in ("commitment", "connection")} == {3.5}


@given(rankings)
def test_weights_always_add_up_to_the_same(ranking: tuple[Criterion, ...]) -> None:
    assert sum(weights(ranking).values()) == 36


def test_the_total_is_the_weighted_mean_of_what_was_scored() -> None:
    answer = scored(("commitment", "connection"), {"commitment": 5, "connection": 2})
    (standing,) = standings(answer)
    assert standing.total == pytest.approx((8 * 5 + 7 * 2) / 15)
    assert standing.scored == 2


def test_a_deal_breaker_below_the_bar_is_a_veto_and_not_a_weight() -> None:
    answer = scored(
        CRITERIA,
        dict.fromkeys(CRITERIA, 5) | {"commitment": 2},
        dict.fromkeys(CRITERIA, 3),
        breakers=("commitment",),
    )
    first, second = ordered(answer)
    assert (first.place, second.place) == (1, 0)
    assert second.vetoed_by == ("commitment",)


def test_a_deal_breaker_that_nobody_scored_rules_nobody_out() -> None:
    (standing,) = standings(scored((), {"connection": 4}, breakers=("commitment",)))
    assert standing.vetoed_by == ()


def test_people_without_a_score_are_not_compared() -> None:
    assert [s.place for s in ordered(scored((), {}, {"connection": 4}))] == [1]


def test_one_point_that_turns_the_order_is_found_and_named() -> None:
    answer = scored(
        ("commitment",), {"commitment": 4, "connection": 4}, {"commitment": 4, "connection": 3}
    )
    tips = tipping_points(answer)
    assert any(
        (t.changed, t.criterion, t.now, t.then, t.ahead) == (0, "commitment", 4, 3, 1) for t in tips
    )


def test_a_clear_lead_is_not_called_shaky() -> None:
    answer = scored((), dict.fromkeys(CRITERIA, 5), dict.fromkeys(CRITERIA, 1))
    assert tipping_points(answer) == ()


def test_a_point_that_brings_a_veto_is_told_as_a_veto() -> None:
    strong = dict.fromkeys(CRITERIA, 5) | {"commitment": 3}
    answer = scored((), strong, dict.fromkeys(CRITERIA, 4), breakers=("commitment",))
    (point,) = veto_points(answer)
    assert point == VetoPoint(0, "commitment", 3, 2)
    assert point.rules_out
    assert tipping_points(answer) == (), "and not as somebody who comes out ahead as well"


def test_a_point_that_lifts_a_veto_is_told_also_of_the_only_person() -> None:
    out = scored((), {"commitment": 2, "connection": 5}, breakers=("commitment", "connection"))
    (point,) = veto_points(out)
    assert point == VetoPoint(0, "commitment", 2, 3)
    assert not point.rules_out
    both = scored((), {"commitment": 2, "connection": 2}, breakers=("commitment", "connection"))
    assert veto_points(both) == (), "one point alone changes nothing"


def test_a_deal_breaker_without_a_score_is_said() -> None:
    answer = scored((), {"connection": 5}, breakers=("commitment",))
    assert standings(answer)[0].unscored == ("commitment",)
    (line,) = unknown(answer, WORDING.in_("en"))
    assert line == "P0 has no score yet on your deal-breaker: Commitment."


def test_nobody_who_is_ruled_out_is_said_to_come_out_ahead() -> None:
    answer = scored(
        ("commitment",),
        {"commitment": 3, "connection": 1},
        {"commitment": 3, "connection": 1},
        breakers=("connection",),
    )
    assert tipping_points(answer) == ()


@given(rankings, rankings, st.lists(scores, max_size=3))
def test_every_tipping_point_really_turns_two_people_round(
    ranking: Any, breakers: Any, people: Any
) -> None:
    answer = scored(ranking, *people, breakers=breakers)
    told = {(t.changed, t.criterion, t.then, t.ahead, t.behind) for t in tipping_points(answer)}
    before = standings(answer)
    vetoes = {(v.changed, v.criterion, v.then) for v in veto_points(answer)}
    for place, person in enumerate(people):
        for criterion, now in person.items():
            for then in (now - 1, now + 1):
                if not 1 <= then <= 5:
                    continue
                changed = [*people]
                changed[place] = {**person, criterion: then}
                after = standings(scored(ranking, *changed, breakers=breakers))
                for a, b in permutations(range(len(people)), 2):
                    if not people[a] or not people[b]:
                        continue
                    turned = before[a].merit <= before[b].merit and after[a].merit > after[b].merit
                    both_out = bool(after[a].vetoed_by and before[b].vetoed_by)
                    ruled_out = both_out or (place, criterion, then) in vetoes
                    told_of = (place, criterion, then, a, b) in told
                    assert told_of == (turned and not ruled_out)
