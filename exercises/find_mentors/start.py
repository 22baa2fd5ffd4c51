"""What the list of people starts with: candidates from step 3, offered but never forced."""

from hashlib import sha256

from exercises.exercise import Given
from exercises.find_mentors.answer import MAX_PEOPLE, FindMentors, Person
from exercises.mentor_criteria.answer import MentorCriteria
from exercises.mentor_criteria.scorecard import standings


def offered(answer: FindMentors, given: Given) -> tuple[Person, ...]:
    """Return the named candidates of step 3 that the list lacks, with those ruled out last."""
    earlier = given.get("mentor_criteria")
    if not isinstance(earlier, MentorCriteria) or len(answer.people) >= MAX_PEOPLE:
        return ()
    listed = {person.name.casefold() for person in answer.people}
    ids = {person.id for person in answer.people}
    missing: dict[str, Person] = {}
    for candidate in earlier.candidates:
        person = Person(id=_id_of(candidate.name), name=candidate.name)
        if candidate.name and candidate.name.casefold() not in listed and person.id not in ids:
            missing.setdefault(candidate.name.casefold(), person)
    out = ruled_out(given)
    return tuple(sorted(missing.values(), key=lambda person: person.name.casefold() in out))


def ruled_out(given: Given) -> frozenset[str]:
    """Return the names, in lower case, of people whom the scorecard of step 3 rules out."""
    earlier = given.get("mentor_criteria")
    if not isinstance(earlier, MentorCriteria):
        return frozenset()
    vetoed = (earlier.candidates[s.place].name for s in standings(earlier) if s.vetoed_by)
    return frozenset(name.casefold() for name in vetoed)


def goals(given: Given) -> tuple[str, ...]:
    """Return the goals of step 1 in order, each in its own words, or () if there are none."""
    earlier = getattr(given.get("goals"), "goals", ())
    return tuple(str(getattr(goal, "sentence", "")) for goal in earlier)


def _id_of(name: str) -> str:
    """Return an id derived from a name, so that a changed name is another person."""
    return sha256(name.casefold().encode()).hexdigest()[:8]
