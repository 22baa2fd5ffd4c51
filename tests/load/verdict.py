"""The final table: the target, the measurement, and whether it's good enough."""

from collections.abc import Iterable
from typing import NamedTuple


class Verdict(NamedTuple):
    """One line of the table; a figure without a target is only reported."""

    what: str
    measured: str
    target: str = ""
    ok: bool | None = None


def at_most(what: str, measured: float, target: float, unit: str) -> Verdict:
    """Judge a figure with an upper limit; NaN is over it."""
    told = f"{measured:.3g} {unit}" if measured < 100 else f"{measured:.0f} {unit}"
    return Verdict(what, told, f"<= {target:g} {unit}", measured <= target)


def at_least(what: str, measured: float, target: float, unit: str) -> Verdict:
    """Judge a figure with a lower limit."""
    told = f"{measured:.3g} {unit}" if measured < 100 else f"{measured:.0f} {unit}"
    return Verdict(what, told, f">= {target:g} {unit}", measured >= target)


def table(verdicts: Iterable[Verdict]) -> str:
    """Lay the verdicts out in columns."""
    marks = {True: "ok", False: "SHORT", None: ""}
    rows = [
        ("what", "measured", "target", ""),
        *((v.what, v.measured, v.target, marks[v.ok]) for v in verdicts),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)
