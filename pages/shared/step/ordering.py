"""Putting lines in order by buttons, drag, touch or keyboard, with what comes back checked."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from streamlit_sortables import sort_items

from pages.shared import browser

Line = TypeVar("Line", bound=str)

_STYLE = Path(__file__).with_name("dragging.css").read_text(encoding="utf-8")


def by_buttons(lines: dict[Line, str], key: str, *, up: str, down: str) -> tuple[Line, ...]:
    """Return the ids of the lines in the order that buttons moved them into."""
    return _checked(
        browser.put_in_order({str(of): name for of, name in lines.items()}, key, up=up, down=down),
        lines,
    )


def dragged(lines: Mapping[Line, str], key: str) -> tuple[Line, ...]:
    """Return the ids of the lines in the order that they were dragged into; no two names alike."""
    ids = {name: of for of, name in lines.items()}
    try:
        given = sort_items(list(ids), direction="vertical", custom_style=_STYLE, key=key)
        return _checked([ids[name] for name in given], lines)
    except (TypeError, KeyError, IndexError):
        return tuple(lines)


def _checked(given: Sequence[object], lines: Mapping[Line, str]) -> tuple[Line, ...]:
    """Return the order that a client sent; anything but these same lines is ignored."""
    order = [of for of in lines if of in given] if isinstance(given, list) else []
    if len(order) == len(lines) == len(given):
        return tuple(sorted(lines, key=given.index))
    return tuple(lines)
