"""What a benchmark counts while it runs, and the figures computed from it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Seconds from action to *Saved*, and errors by kind."""

    saves: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def start_over(self) -> None:
        """Discard everything before the measured part."""
        self.saves.clear()


def percentile(values: Sequence[float], of_100: float) -> float:
    """Return the value below which this percentage lies, or NaN if there are no values."""
    if not values:
        return float("nan")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * of_100 / 100))]
