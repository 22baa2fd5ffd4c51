"""The answer to step 4, and what makes it valid."""

from datetime import date
from random import Random
from typing import Annotated, Final, Literal, get_args

from pydantic import AfterValidator, Field, StringConstraints

from exercises.exercise import PRIVATE, SHARED, Answer, Name
from exercises.text import Typed

Route = Literal[
    "company_programme", "colleagues", "ask_around", "networks", "events", "digital_platforms"
]
ROUTES: Final[tuple[Route, ...]] = get_args(Route)

State = Literal["tried", "will_try", "not_for_me"]
STATES: Final[tuple[State, ...]] = get_args(State)

MAX_PEOPLE: Final = 5
MAX_ACTION: Final = 200
_OF_A_PERSON: Final = 3  # whom, what and when

Action = Annotated[str, Typed(MAX_ACTION)]


class Person(Answer):
    """Someone to turn to: how to reach them, for which goal of step 1, and what to do by when."""

    # Never shown. It stays with the person when the order changes.
    id: Annotated[str, StringConstraints(pattern="^[0-9a-f]{8}$")] = "00000000"
    name: Name = ""
    route: Route | None = None
    goal: Annotated[int, Field(ge=1, le=3)] | None = None
    action: Action = ""
    by: date | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was entered about them."""
        return self == Person(id=self.id)


def _told_apart(people: tuple[Person, ...]) -> tuple[Person, ...]:
    if len({person.id for person in people}) < len(people):
        raise ValueError("lists the same person twice")
    return people


People = Annotated[tuple[Person, ...], Field(max_length=MAX_PEOPLE), AfterValidator(_told_apart)]


class FindMentors(Answer):
    """Where someone stands with the routes answered so far, and a list of up to five people."""

    routes: Annotated[dict[Route, State], SHARED] = Field(default_factory=dict)
    people: Annotated[People, PRIVATE] = ()


def core(answer: FindMentors) -> tuple[int, int]:
    """Return how many routes are answered, plus what there is about one person, and of how many."""
    best = max((_said(person) for person in answer.people), default=0)
    return len(answer.routes) + best, len(ROUTES) + _OF_A_PERSON


def _said(person: Person) -> int:
    return sum(map(bool, (person.name, person.action, person.by)))


def sample(rng: Random) -> FindMentors:
    """Return a plausible invented answer: asking around is common, platforms are for later."""
    tried = dict(zip(ROUTES, (0.3, 0.55, 0.6, 0.4, 0.35, 0.15), strict=True))
    states: dict[Route, State] = {}
    for route in ROUTES:
        if rng.random() < 0.9 or not states:
            later: State = "will_try" if rng.random() < 0.7 else "not_for_me"
            states[route] = "tried" if rng.random() < tried[route] else later
    return FindMentors(routes=states)
