"""What a benchmark counts while it runs, and the figures it makes of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Seconds from action to *Saved*, and what went wrong, by its kind."""

    saves: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def start_over(self) -> None:
        """Forget what came before the part that is measured."""
        self.saves.clear()


def percentile(values: Sequence[float], of_100: float) -> float:
    """Return the value below which so many of a hundred lie; not a number when there is none."""
    if not values:
        return float("nan")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * of_100 / 100))]
