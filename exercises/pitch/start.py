"""What the parts of a pitch start with: what earlier steps know, offered and never forced."""

from collections.abc import Iterable, Mapping
from typing import Final

from exercises.exercise import MAX_NAME, Given
from exercises.mentor_criteria.answer import Candidate, Criterion, MentorCriteria
from exercises.mentor_criteria.ranking import weights
from exercises.mentor_criteria.scorecard import ordered
from exercises.pitch.answer import MAX_TEXT, MAX_TIMES, PARTS, Part, Pitch, Spot
from exercises.pitch.wording import PitchContent
from exercises.self_assessment.answer import Competency, SelfAssessment

GOOD_SCORE: Final = 4
_TOLD_AT_MOST: Final = 3
_SHORTEST_OFFER: Final = 20


def suggestions(
    answer: Pitch,
    given: Given,
    content: PitchContent,
    qualities: Mapping[Criterion, str],
    competencies: Mapping[Competency, str],
) -> dict[Spot, str]:
    """Return what each field could start with; those that no earlier step helps are left out."""
    words = content.starts
    best = _candidate(answer, given)
    mentor = answer.mentor or (best.name if best else "") or _first_name(given)
    found: dict[Spot, str] = {
        "mentor": mentor[:MAX_NAME],
        "who": _filled(words.who, _list(_strengths(given, competencies), content)),
        "why": _why(given, content),
        "why_you": _filled(words.why_you, _list(_liked(best, given, qualities), content)),
        "commitment": _filled(words.commitment, _next_action(mentor, given)),
        "ask": content.ask_kinds[answer.ask_kind].start if answer.ask_kind else "",
    }
    return {spot: _cut(text, MAX_TEXT) for spot, text in found.items() if text}


def offered(answer: Pitch, suggested: Mapping[Spot, str]) -> dict[Spot, str]:
    """Return what to offer: to an empty field, and to one written when it was something else."""
    return {
        spot: text
        for spot, text in suggested.items()
        if not getattr(answer, spot)
        or (spot != "mentor" and answer.begun_with.get(spot, text) != text)
    }


def noted(answer: Pitch, suggested: Mapping[Spot, str]) -> dict[Part, str]:
    """Return what was to offer when each part that has words was written."""
    return {
        part: answer.begun_with.get(part, suggested.get(part, ""))
        for part in PARTS
        if answer.text(part).strip()
    }


def taken_up(answer: Pitch, spot: Spot, suggestion: str) -> Pitch:
    """Return the answer with what was offered: in place of what it once began with, or after it.

    What was typed stays as it is, also where there is no room for more.
    """
    before = answer.begun_with.get(spot, "") if spot != "mentor" else ""
    text = _joined(str(getattr(answer, spot)).strip(), before, suggestion)
    settled = kept(answer, spot, suggestion)
    if text is None:
        return settled
    times = {**answer.times, spot: (answer.times.get(spot, 0) + 1) % (MAX_TIMES + 1)}
    return settled.model_copy(update={spot: text, "times": times})


def kept(answer: Pitch, spot: Spot, suggestion: str) -> Pitch:
    """Return the answer so that this suggestion is offered no more to what is typed."""
    if spot == "mentor":
        return answer
    return answer.model_copy(update={"begun_with": {**answer.begun_with, spot: suggestion}})


def _joined(text: str, before: str, suggestion: str) -> str | None:
    if not text:
        return suggestion
    if before and before in text and len(text) - len(before) + len(suggestion) <= MAX_TEXT:
        return text.replace(before, suggestion, 1)
    room = MAX_TEXT - len(text) - 1
    return f"{text} {_cut(suggestion, room)}" if room >= _SHORTEST_OFFER else None


def _candidate(answer: Pitch, given: Given) -> Candidate | None:
    """Return the candidate of step 3 whom this is for: the one named, else the best."""
    earlier = given.get("mentor_criteria")
    if not isinstance(earlier, MentorCriteria):
        return None
    if answer.mentor:
        named = (c for c in earlier.candidates if c.name.casefold() == answer.mentor.casefold())
        return next(named, None)
    best = [s for s in ordered(earlier) if not s.vetoed_by]
    return earlier.candidates[best[0].place] if best else None


def _liked(
    who: Candidate | None, given: Given, qualities: Mapping[Criterion, str]
) -> Iterable[str]:
    """Name the qualities that somebody scored well in, those that matter most first."""
    earlier = given.get("mentor_criteria")
    if who is None or not isinstance(earlier, MentorCriteria):
        return ()
    weight = weights(earlier.ranking)
    good = [c for c, score in who.scores.items() if score >= GOOD_SCORE]
    return [qualities[c].lower() for c in sorted(good, key=lambda c: -weight[c])]


def _strengths(given: Given, competencies: Mapping[Competency, str]) -> Iterable[str]:
    earlier = given.get("self_assessment")
    rows = earlier.rows if isinstance(earlier, SelfAssessment) else ()
    return [competencies[strength].lower() for row in rows for strength in row.strengths]


def _why(given: Given, content: PitchContent) -> str:
    goals = getattr(given.get("goals"), "goals", ())
    first = next((goal for goal in goals if _said(goal, "sentence")), None)
    goal, guidance = _said(first, "sentence"), _said(first, "guidance")
    parts = (_filled(content.starts.goal, goal), _filled(content.starts.guidance, guidance))
    return " ".join(filter(None, parts))


def _first_name(given: Given) -> str:
    people = getattr(given.get("find_mentors"), "people", ())
    return next((name for p in people if (name := str(getattr(p, "name", "")))), "")


def _next_action(mentor: str, given: Given) -> str:
    people = getattr(given.get("find_mentors"), "people", ())
    named = [p for p in people if str(getattr(p, "name", "")).casefold() == mentor.casefold()]
    return next((said for p in named if (said := _said(p, "action"))), "")


def _said(thing: object, field: str) -> str:
    return str(getattr(thing, field, "") or "").strip().rstrip(".")


def _list(things: Iterable[str], content: PitchContent) -> str:
    return content.checks.comma.join([*dict.fromkeys(things)][:_TOLD_AT_MOST])


def _filled(template: str, text: str) -> str:
    return template.format(text=text) if text else ""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
