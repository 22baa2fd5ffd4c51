"""Putting lines in order by drag, touch or keyboard, with what comes back checked."""

from collections.abc import Sequence
from pathlib import Path

from streamlit_sortables import sort_items

_STYLE = Path(__file__).with_name("dragging.css").read_text(encoding="utf-8")


def dragged(lines: Sequence[str], key: str) -> tuple[str, ...]:
    """Return the lines in the order that they were dragged into.

    The component hands on whatever a client sent; anything but these same lines is ignored.
    """
    try:
        given = sort_items(list(lines), direction="vertical", custom_style=_STYLE, key=key)
        same = sorted(given) == sorted(lines)
    except (TypeError, KeyError, IndexError):
        same = False
    return tuple(given) if same else tuple(lines)
