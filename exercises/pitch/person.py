"""Who a pitch is for, and what earlier steps know about that person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

from exercises.exercise import Given
from exercises.find_mentors.answer import FindMentors, Person
from exercises.goals.answer import Goal, Goals
from exercises.mentor_criteria.answer import Candidate, Criterion, MentorCriteria
from exercises.mentor_criteria.ranking import weights
from exercises.mentor_criteria.scorecard import ordered, standings
from exercises.self_assessment.answer import Competency, Row, SelfAssessment

GOOD_SCORE: Final = 4
_NAME_WORDS: Final = 3

A = TypeVar("A")
Named = TypeVar("Named", Candidate, Person)


@dataclass(frozen=True)
class Known:
    """What earlier steps know about the person a pitch is for, as typed or picked."""

    name: str
    goal: str
    guidance: str
    strength: Competency | None
    quality: Criterion | None


def known(name: str, given: Given) -> Known:
    """Return what's known about the person with this name, or the likeliest one if it's empty."""
    criteria = _earlier(given, "mentor_criteria", MentorCriteria)
    people = _earlier(given, "find_mentors", FindMentors).people
    name = name or next(iter(_likely(criteria, people)), "")
    candidate, person = _called(name, criteria.candidates), _called(name, people)
    goal = _goal(person, _earlier(given, "goals", Goals).goals)
    rows = _earlier(given, "self_assessment", SelfAssessment).rows
    return Known(
        name=name,
        goal=goal.sentence,
        guidance=goal.guidance,
        strength=_strength(goal, rows),
        quality=_liked(candidate, criteria),
    )


def names(given: Given) -> tuple[str, ...]:
    """Return the names from earlier steps, likeliest first, and last those ruled out but listed."""
    criteria = _earlier(given, "mentor_criteria", MentorCriteria)
    return _likely(criteria, _earlier(given, "find_mentors", FindMentors).people)


def greetable(name: str) -> bool:
    """Say whether a name reads well after "Hello": "Asha from the platform team" doesn't."""
    words = name.split()
    described = len(words) > 1 and name[0].islower()  # such as "my old manager"
    return 0 < len(words) <= _NAME_WORDS and not described and not set("()[],;:/@") & set(name)


def _earlier(given: Given, slug: str, shape: type[A]) -> A:
    found = given.get(slug)
    return found if isinstance(found, shape) else shape()


def _likely(criteria: MentorCriteria, people: tuple[Person, ...]) -> tuple[str, ...]:
    """Return the best of step 3 who are in step 4 too, then the rest of step 4 and of step 3.

    Whoever is ruled out is left out, unless they were listed in step 4 all the same: then last.
    """
    candidates = criteria.candidates
    out = {candidates[s.place].name.casefold() for s in standings(criteria) if s.vetoed_by}
    best = [candidates[s.place].name for s in ordered(criteria) if not s.vetoed_by]
    listed = [p.name for p in people if p.name.casefold() not in out]
    anyway = [p.name for p in people if p.name.casefold() in out]
    both = [name for name in best if _called(name, people)]
    met = {person.name for name in both if (person := _called(name, people))}
    others = [name for name in listed if name not in met]
    return tuple(dict.fromkeys(filter(None, (*both, *others, *best, *anyway))))


def _called(name: str, things: Iterable[Named]) -> Named | None:
    """Return the one with this name; "Asha" is also "Asha from the platform", if only one is."""
    asked = name.casefold().split()
    split = [(thing, thing.name.casefold().split()) for thing in things if thing.name]
    exact = [thing for thing, words in split if words == asked]
    longer = [thing for thing, words in split if asked and words[: len(asked)] == asked]
    found = exact or (longer if len(longer) == 1 else [])
    return found[0] if found else None


def _goal(person: Person | None, goals: tuple[Goal, ...]) -> Goal:
    """Return the goal that this person is to help with, or the first that has words."""
    of_person = goals[person.goal - 1 : person.goal] if person and person.goal else ()
    return next((goal for goal in (*of_person, *goals) if goal.sentence), Goal())


def _strength(goal: Goal, rows: tuple[Row, ...]) -> Competency | None:
    """Return the first strength for this goal, or for the first goal that has one."""
    present = sorted((row for row in rows if not row.gone), key=lambda row: row.id != goal.id)
    return next((strength for row in present for strength in row.strengths), None)


def _liked(who: Candidate | None, criteria: MentorCriteria) -> Criterion | None:
    """Return the most important quality of those that someone scored well in."""
    weight = weights(criteria.ranking)
    good = [c for c, score in who.scores.items() if score >= GOOD_SCORE] if who else []
    return max(good, key=lambda c: weight[c], default=None)
