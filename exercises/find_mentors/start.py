"""What the list of people starts with: the candidates of step 3, offered and never forced."""

from hashlib import sha256

from exercises.exercise import Given
from exercises.find_mentors.answer import MAX_PEOPLE, FindMentors, Person
from exercises.mentor_criteria.answer import MentorCriteria


def offered(answer: FindMentors, given: Given) -> tuple[Person, ...]:
    """Return the named candidates of step 3 that the list lacks, as many as it has room for."""
    earlier = given.get("mentor_criteria")
    if not isinstance(earlier, MentorCriteria):
        return ()
    listed = {person.name.casefold() for person in answer.people}
    ids = {person.id for person in answer.people}
    missing: dict[str, Person] = {}
    for candidate in earlier.candidates:
        person = Person(id=_id_of(candidate.name), name=candidate.name)
        if candidate.name and candidate.name.casefold() not in listed and person.id not in ids:
            missing.setdefault(candidate.name.casefold(), person)
    return tuple(missing.values())[: MAX_PEOPLE - len(answer.people)]


def goals(given: Given) -> tuple[str, ...]:
    """Return the goals of step 1 in their order, each in its own words; () where there are none."""
    earlier = getattr(given.get("goals"), "goals", ())
    return tuple(str(getattr(goal, "sentence", "")) for goal in earlier)


def _id_of(name: str) -> str:
    """Return an id that belongs to a name, so that a changed name is another person."""
    return sha256(name.casefold().encode()).hexdigest()[:8]
