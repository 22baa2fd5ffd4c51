"""Step 3: pick a top three, flag deal-breakers, then move qualities up and change your mind."""

from collections.abc import Iterator
from random import Random

from exercises.mentor_criteria import WORDING
from exercises.mentor_criteria.answer import CRITERIA, TOP, Criterion
from exercises.mentor_criteria.ranking import follow, moved
from tests.load.walks.change import Change
from tests.load.widgets import Value


def walk(rng: Random) -> Iterator[Change]:
    """Never the same twice in a row, so that every change needs saving."""
    ranking: tuple[Criterion, ...] = ()
    breakers: tuple[Criterion, ...] = ()
    value: Value
    while True:
        what = rng.random()
        if len(ranking) < TOP or what < 0.3:
            ranking = follow(ranking, _toggled(rng, ranking))
            widget, value = "pick", _names(ranking)
        elif what < 0.6:
            breakers = _toggled(rng, breakers)
            widget, value = "breakers", _names(breakers)
        else:
            raised = rng.choice(ranking[1:])
            ranking = moved(ranking, raised, -1)
            widget, value = f"order-{'-'.join(sorted(ranking))}", list(ranking)
        yield Change(widget, value, {"ranking": ranking, "deal_breakers": breakers})


def _toggled(rng: Random, chosen: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """One more while there are few, one fewer when there are many."""
    if len(chosen) > rng.randint(2, 5):
        dropped = rng.choice(chosen)
        return tuple(c for c in chosen if c != dropped)
    return (*chosen, rng.choice([c for c in CRITERIA if c not in chosen]))


def _names(chosen: tuple[Criterion, ...]) -> list[str]:
    return [WORDING.in_("en").criteria[c].name for c in chosen]
