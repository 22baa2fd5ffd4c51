"""Ordering lines with buttons, with the returned order checked."""

from collections.abc import Sequence
from typing import TypeVar

from pages.shared import browser

Line = TypeVar("Line", bound=str)


def by_buttons(lines: dict[Line, str], key: str, *, up: str, down: str) -> tuple[Line, ...]:
    """Return the lines' ids in the order that the buttons moved them into."""
    return _checked(
        browser.put_in_order({str(of): name for of, name in lines.items()}, key, up=up, down=down),
        lines,
    )


def _checked(given: Sequence[object], lines: dict[Line, str]) -> tuple[Line, ...]:
    """Return the order that a client sent, unless it isn't one of exactly these lines."""
    order = [of for of in lines if of in given] if isinstance(given, list) else []
    if len(order) == len(lines) == len(given):
        return tuple(sorted(lines, key=given.index))
    return tuple(lines)
