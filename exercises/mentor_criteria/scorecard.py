"""The scorecard: weighted totals, vetoes, and what one point would change."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from exercises.mentor_criteria.answer import CRITERIA, Candidate, Criterion, MentorCriteria
from exercises.mentor_criteria.ranking import weights

# A deal-breaker scored below this rules the candidate out: it's a veto, not a weight.
BAR = 3
LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True)
class Standing:
    """How one candidate comes out; `total` is on the scale of the scores, or None if unscored."""

    place: int
    total: float | None
    scored: int
    vetoed_by: tuple[Criterion, ...]
    unscored: tuple[Criterion, ...]  # deal-breakers without a score yet

    @property
    def merit(self) -> tuple[bool, float]:
        """The sort key: anyone not ruled out first, then the higher total."""
        return (not self.vetoed_by, round(self.total or 0.0, 9))


@dataclass(frozen=True)
class TippingPoint:
    """A score that, changed by one point, would put one candidate ahead of another."""

    changed: int
    criterion: Criterion
    now: int
    then: int
    ahead: int
    behind: int


@dataclass(frozen=True)
class VetoPoint:
    """A score that, changed by one point, would rule a candidate out or back in."""

    changed: int
    criterion: Criterion
    now: int
    then: int

    @property
    def rules_out(self) -> bool:
        """Whether the change would rule the candidate out."""
        return self.then < BAR


def standings(answer: MentorCriteria) -> tuple[Standing, ...]:
    """Return each candidate's standing, in the order they were entered."""
    return tuple(_standing(answer, place, c) for place, c in enumerate(answer.candidates))


def ordered(answer: MentorCriteria) -> tuple[Standing, ...]:
    """Return the scored candidates' standings, best first, with those ruled out last."""
    scored = [s for s in standings(answer) if s.total is not None]
    return tuple(sorted(scored, key=lambda s: s.merit, reverse=True))


def tipping_points(answer: MentorCriteria) -> tuple[TippingPoint, ...]:
    """Return every one-point change that would swap two candidates, the leader's first.

    Changes that do so by ruling someone out or back in are veto points.
    """
    before = ordered(answer)
    leader = before[0].place if before else None
    vetoes = {(point.changed, point.criterion, point.then) for point in veto_points(answer)}
    changes = [change for change in _single_points(answer) if change not in vetoes]
    found = [tip for change in changes for tip in _turned(answer, before, *change)]
    return tuple(sorted(found, key=lambda tip: (tip.behind != leader, tip.behind, tip.changed)))


def veto_points(answer: MentorCriteria) -> tuple[VetoPoint, ...]:
    """Return every one-point change that alone decides whether someone is ruled out."""
    ruled_out = [standing.vetoed_by for standing in standings(answer)]
    return tuple(
        VetoPoint(place, criterion, now, now + 1 if now < BAR else now - 1)
        for place, candidate in enumerate(answer.candidates)
        for criterion in answer.deal_breakers
        if (now := candidate.scores.get(criterion)) in (BAR - 1, BAR)
        and set(ruled_out[place]) <= {criterion}
    )


def _standing(answer: MentorCriteria, place: int, candidate: Candidate) -> Standing:
    weight, scores = weights(answer.ranking), candidate.scores
    weighed = sum(weight[c] for c in scores)
    return Standing(
        place=place,
        total=sum(weight[c] * s for c, s in scores.items()) / weighed if weighed else None,
        scored=len(scores),
        vetoed_by=tuple(c for c in answer.deal_breakers if scores.get(c, BAR) < BAR),
        unscored=tuple(c for c in answer.deal_breakers if c not in scores),
    )


def _single_points(answer: MentorCriteria) -> Iterator[tuple[int, Criterion, int]]:
    for place, candidate in enumerate(answer.candidates):
        for criterion in CRITERIA:
            now = candidate.scores.get(criterion)
            if now is None:
                continue
            yield from (
                (place, criterion, then) for then in (now - 1, now + 1) if LOWEST <= then <= HIGHEST
            )


def _turned(
    answer: MentorCriteria,
    before: tuple[Standing, ...],
    place: int,
    criterion: Criterion,
    then: int,
) -> Iterator[TippingPoint]:
    was = answer.candidates[place]
    changed = was.model_copy(update={"scores": {**was.scores, criterion: then}})
    candidates = (*answer.candidates[:place], changed, *answer.candidates[place + 1 :])
    after = standings(answer.model_copy(update={"candidates": candidates}))
    for ahead, behind in permutations(before, 2):
        if after[ahead.place].vetoed_by and behind.vetoed_by:
            continue  # both stay ruled out, so which of them is ahead means nothing
        was_level_or_below = ahead.merit <= behind.merit
        if was_level_or_below and after[ahead.place].merit > after[behind.place].merit:
            now = was.scores[criterion]
            yield TippingPoint(place, criterion, now, then, ahead.place, behind.place)
