"""Putting lines in order by buttons, with what comes back checked."""

from collections.abc import Sequence
from typing import TypeVar

from pages.shared import browser

Line = TypeVar("Line", bound=str)


def by_buttons(lines: dict[Line, str], key: str, *, up: str, down: str) -> tuple[Line, ...]:
    """Return the ids of the lines in the order that buttons moved them into."""
    return _checked(
        browser.put_in_order({str(of): name for of, name in lines.items()}, key, up=up, down=down),
        lines,
    )


def _checked(given: Sequence[object], lines: dict[Line, str]) -> tuple[Line, ...]:
    """Return the order that a client sent; anything but these same lines is ignored."""
    order = [of for of in lines if of in given] if isinstance(given, list) else []
    if len(order) == len(lines) == len(given):
        return tuple(sorted(lines, key=given.index))
    return tuple(lines)
