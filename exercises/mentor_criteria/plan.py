"""Step 3 in the plan: the ranking, the deal-breakers, and how candidates came out."""

from collections.abc import Iterable

from exercises.formats import listed, number
from exercises.mentor_criteria.answer import CRITERIA, Criterion, MentorCriteria
from exercises.mentor_criteria.scorecard import BAR, Standing, ordered
from exercises.mentor_criteria.wording import MentorCriteriaContent
from exercises.plan import Items, Section
from exercises.text import within


def plan(answer: MentorCriteria, content: MentorCriteriaContent) -> Section | None:
    """Return the plan's section, or None if there's nothing in it yet."""
    words = content.plan
    breakers = tuple(content.criteria[c].name for c in CRITERIA if c in answer.deal_breakers)
    told = (
        Items(words.ranking, _numbered(answer, content), bulleted=False),
        Items(words.deal_breakers, breakers),
    )
    parts = tuple(part for part in told if part.lines)
    return Section(content.title, parts, usual=False) if parts else None


def apart(answer: MentorCriteria, content: MentorCriteriaContent) -> tuple[Section, ...]:
    """Return how people scored, with those who are ruled out in a section of their own."""
    words = content.plan
    kinds = (("scorecard", words.candidates, False), ("ruled_out", words.ruled_out, True))
    return tuple(
        Section(title, (Items("", lines, bulleted=False),), key, usual=False)
        for key, title, ruled_out in kinds
        if (lines := tuple(_standings(answer, content, ruled_out=ruled_out)))
    )


def standings(answer: MentorCriteria, content: MentorCriteriaContent) -> list[str]:
    """Return one line per candidate, best first: place, name and total, or what rules them out.

    Names are people's own words: show them as text, never as Markdown.
    """
    order = ordered(answer)
    return [
        _told(answer, content, 1 + sum(other.merit > standing.merit for other in order), standing)
        for standing in order
    ]


def unknown(answer: MentorCriteria, content: MentorCriteriaContent) -> list[str]:
    """Return one line per candidate without a score for a deal-breaker."""
    return [
        content.scorecard.unscored.format(
            name=within(called(answer, content, standing.place)),
            criteria=_named(standing.unscored, content),
        )
        for standing in ordered(answer)
        if standing.unscored and not standing.vetoed_by
    ]


def _standings(
    answer: MentorCriteria, content: MentorCriteriaContent, *, ruled_out: bool
) -> list[str]:
    pairs = zip(ordered(answer), standings(answer, content), strict=True)
    return [line for standing, line in pairs if bool(standing.vetoed_by) == ruled_out]


def called(answer: MentorCriteria, content: MentorCriteriaContent, place: int) -> str:
    """Return a candidate's name, or the candidate's number if there's none."""
    return answer.candidates[place].name or content.scorecard.candidate.format(n=place + 1)


def _numbered(answer: MentorCriteria, content: MentorCriteriaContent) -> tuple[str, ...]:
    names = (content.criteria[c].name for c in answer.ranking)
    return tuple(f"{place}. {name}" for place, name in enumerate(names, start=1))


def _told(
    answer: MentorCriteria, content: MentorCriteriaContent, at: int, standing: Standing
) -> str:
    words = content.scorecard
    name = within(called(answer, content, standing.place))
    if standing.vetoed_by:
        return words.vetoed.format(bar=BAR, name=name, criteria=_named(standing.vetoed_by, content))
    total = number(standing.total or 0, content.locale, 1)
    if standing.scored < len(CRITERIA):
        return words.partly.format(place=str(at), name=name, total=total, n=standing.scored)
    return words.standing.format(place=at, name=name, total=total)


def _named(criteria: Iterable[Criterion], content: MentorCriteriaContent) -> str:
    names = (content.criteria[criterion].name for criterion in criteria)
    return listed(names, content.locale, in_sentence=True)
