"""After the last step: choose in one item after another, and change your mind."""

from collections.abc import Iterator
from random import Random

from exercises.myths import WORDING
from exercises.myths.answer import JUDGEMENTS, STATEMENTS, Judgement, Statement
from tests.load.walks.change import Change


def walk(rng: Random) -> Iterator[Change]:
    """Never the same twice in a row, so that every change needs saving."""
    names = WORDING.in_("en").told().options
    said: dict[Statement, Judgement] = {}
    while True:
        item = rng.choice(STATEMENTS)
        said = said | {item: rng.choice([o for o in JUDGEMENTS if o != said.get(item)])}
        yield Change(item, [names[said[item]]], {"votes": said})
