"""What one takes away from step 3: one's order, the deal-breakers, and how candidates came out."""

from exercises.formats import listed, number
from exercises.mentor_criteria.answer import CRITERIA, MentorCriteria
from exercises.mentor_criteria.scorecard import Standing, ordered
from exercises.mentor_criteria.wording import MentorCriteriaContent
from exercises.plan import Items, Section
from exercises.text import within


def plan(answer: MentorCriteria, content: MentorCriteriaContent) -> Section | None:
    """Return the section of the plan, or None where there is nothing to take away yet."""
    words = content.plan
    breakers = tuple(content.criteria[c].name for c in CRITERIA if c in answer.deal_breakers)
    told = (
        Items(words.ranking, _numbered(answer, content), bulleted=False),
        Items(words.deal_breakers, breakers),
        Items(words.candidates, tuple(standings(answer, content)), bulleted=False),
    )
    parts = tuple(part for part in told if part.lines)
    return Section(content.title, parts) if parts else None


def standings(answer: MentorCriteria, content: MentorCriteriaContent) -> list[str]:
    """Return a line per candidate, the best first: place, name and total, or what rules them out.

    Names are somebody's words: to be shown as text, never as Markdown.
    """
    order = ordered(answer)
    return [
        _told(answer, content, 1 + sum(other.merit > standing.merit for other in order), standing)
        for standing in order
    ]


def called(answer: MentorCriteria, content: MentorCriteriaContent, place: int) -> str:
    """Return a candidate's name, or which one it is."""
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
        breakers = listed((content.criteria[c].name for c in standing.vetoed_by), content.locale)
        return words.vetoed.format(name=name, criteria=breakers)
    total = number(standing.total or 0, content.locale, 1)
    told = words.standing.format(place=at, name=name, total=total)
    if standing.scored < len(CRITERIA):
        return words.partly.format(standing=told, n=standing.scored)
    return told
