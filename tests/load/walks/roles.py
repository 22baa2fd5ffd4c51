"""Before the first step: choose in one item after another, and change your mind."""

from collections.abc import Iterator
from random import Random

from exercises.roles import WORDING
from exercises.roles.answer import ROLES, SCENARIOS, Role, Scenario
from tests.load.walks.change import Change


def walk(rng: Random) -> Iterator[Change]:
    """Never the same twice in a row, so that every change needs saving."""
    names = WORDING.in_("en").told().options
    said: dict[Scenario, Role] = {}
    while True:
        item = rng.choice(SCENARIOS)
        said = said | {item: rng.choice([o for o in ROLES if o != said.get(item)])}
        yield Change(item, [names[said[item]]], {"roles": said})
