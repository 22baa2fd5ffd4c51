"""How many values were tried, and with what outcomes."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st


@dataclass
class Tally:
    """The outcomes of each family's cases, and how long they took."""

    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def count(self, family: str, outcome: str) -> None:
        self.outcomes.setdefault(family, Counter())[outcome] += 1

    @property
    def cases(self) -> int:
        return sum(counter.total() for counter in self.outcomes.values())

    def table(self) -> str:
        """A line per family."""
        rows = [
            f"| {family} | {outcomes.total()} | {self.seconds[family]:.0f} | {_told(outcomes)} |"
            for family, outcomes in self.outcomes.items()
        ]
        return "\n".join(["| family | cases | seconds | outcomes |", "|---|--:|--:|---|", *rows])


def _told(outcomes: Counter[str]) -> str:
    return ", ".join(f"{outcome} {n}" for outcome, n in outcomes.most_common())


def throw(
    values: st.SearchStrategy[Any],
    at: Callable[[Any], str],
    *,
    cases: int,
    start: int,
    tally: Tally,
    family: str,
    until: float = float("inf"),
) -> None:
    """Throw this many values at something, and count the outcomes it returns.

    Stops at `until` (a time.monotonic time).
    """
    began = time.monotonic()

    @seed(start)
    @settings(
        max_examples=cases, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(values)
    def each(value: Any) -> None:
        if time.monotonic() < until:
            tally.count(family, at(value))

    try:
        each()
    finally:
        spent = time.monotonic() - began
        tally.seconds[family] = tally.seconds.get(family, 0) + spent
