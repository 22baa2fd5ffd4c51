"""Step 4: say where you are with one route after another, and change your mind."""

from collections.abc import Iterator
from random import Random

from exercises.find_mentors import WORDING
from exercises.find_mentors.answer import ROUTES, STATES, Route, State
from tests.load.walks.change import Change


def walk(rng: Random) -> Iterator[Change]:
    """Never the same twice in a row, so that every change needs saving."""
    states = WORDING.in_("en").states
    said: dict[Route, State] = {}
    while True:
        route = rng.choice(ROUTES)
        said = said | {route: rng.choice([s for s in STATES if s != said.get(route)])}
        yield Change(route, [states[said[route]].name], {"routes": said})
