"""The close: rate where you are now, say whether you'd recommend it, and reconsider."""

from collections.abc import Iterator
from random import Random

from exercises.closing.answer import HIGHEST, ITEMS, LOWEST, SURE, Item
from tests.load.walks.change import Change


def walk(rng: Random) -> Iterator[Change]:
    """Never the same twice in a row, so that every change needs saving."""
    now: dict[Item, int] = {}
    score: int | None = None
    while True:
        if rng.random() < 0.2:
            score = rng.choice([s for s in range(SURE + 1) if s != score])
            widget, value = "recommend", score
        else:
            item = rng.choice(ITEMS)
            value = rng.choice([r for r in range(LOWEST, HIGHEST + 1) if r != now.get(item)])
            now, widget = now | {item: value}, f"now-{item}"
        shared = {"now": now, "before": {}, "recommend": score}
        yield Change(widget, [str(value)], shared | {"has_commitment": False, "has_date": False})
